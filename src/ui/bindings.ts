import type { Binding, Command, Context, Group } from './keymap.ts'

const tabs: readonly Context[] = ['overview', 'findings', 'detail', 'trace', 'diagnostics']
const lists: readonly Context[] = ['overview', 'findings', 'diagnostics', 'trace']
const items: readonly Context[] = ['overview', 'findings', 'detail']
const places: readonly Context[] = [...items, 'trace', 'diagnostics']
const everywhere: readonly Context[] = [...tabs, 'edit', 'prompt', 'menu', 'help']

const bind = (
  command: Command,
  keys: readonly string[],
  contexts: readonly Context[],
  group: Group,
  en: string,
  ja: string,
  footer?: number,
): Binding => ({ command, keys, contexts, group, label: { en, ja }, ...(footer === undefined ? {} : { footer }) })

/** Every key of the terminal UI. The help, the footer and docs/keys.md are made from it. */
export const bindings: readonly Binding[] = [
  bind('open', ['enter', 'l', 'right'], ['overview', 'findings'], 'look', 'open', '開く', 1),
  bind('show-trace', ['t'], items, 'look', 'trace', '経路', 2),
  bind('edit-request', ['enter', 'i'], ['trace'], 'act', 'edit request', 'リクエスト編集', 1),
  bind('next-request', ['n', ']'], ['trace'], 'look', 'next request', '次のリクエスト', 3),
  bind('previous-request', ['p', '['], ['trace'], 'look', 'previous request', '前のリクエスト'),
  bind('next-item', ['n', ']'], ['detail'], 'look', 'next finding', '次の指摘', 3),
  bind('previous-item', ['p', '['], ['detail'], 'look', 'previous finding', '前の指摘', 4),
  bind('next-place', ['tab'], ['detail'], 'look', 'next source line', '次の該当行', 5),
  bind('previous-place', ['shift-tab'], ['detail'], 'look', 'previous source line', '前の該当行'),
  bind('layout', ['v'], ['findings', 'detail', 'trace'], 'look', 'side by side / stacked', '左右・上下の切替'),

  bind('filter', ['f'], ['findings'], 'narrow', 'filter', '絞り込み', 3),
  bind('search', ['/'], ['findings'], 'narrow', 'search', '検索', 4),
  bind('next-match', ['n'], ['findings'], 'narrow', 'next match', '次の一致'),
  bind('previous-match', ['N'], ['findings'], 'narrow', 'previous match', '前の一致'),
  bind('sort', ['s'], ['findings'], 'narrow', 'sort', '並べ替え', 6),
  bind('reverse', ['S'], ['findings'], 'narrow', 'reverse the order', '逆順'),
  bind(
    'clear',
    ['escape'],
    ['findings'],
    'narrow',
    'clear search or filter, else back',
    '検索・絞り込みの解除、なければ戻る',
  ),

  bind('edit-source', ['e'], places, 'act', 'edit the line', '行を編集', 7),
  bind('copy', ['y'], places, 'act', 'copy', 'コピー', 8),

  bind('down', ['j', 'down'], [...tabs, 'menu'], 'move', 'down', '下へ'),
  bind('up', ['k', 'up'], [...tabs, 'menu'], 'move', 'up', '上へ'),
  bind('half-down', ['ctrl-d'], tabs, 'move', 'half a page down', '半ページ下'),
  bind('half-up', ['ctrl-u'], tabs, 'move', 'half a page up', '半ページ上'),
  bind('page-down', ['page-down', 'ctrl-f', 'space'], tabs, 'move', 'page down', '1ページ下'),
  bind('page-up', ['page-up', 'ctrl-b'], tabs, 'move', 'page up', '1ページ上'),
  bind('first', ['g', 'home'], tabs, 'move', 'first', '先頭'),
  bind('last', ['G', 'end'], tabs, 'move', 'last', '末尾'),

  bind('overview', ['1'], tabs, 'general', 'overview', '概要'),
  bind('findings', ['2'], tabs, 'general', 'findings', '指摘'),
  bind('trace', ['3'], tabs, 'general', 'trace a request', 'リクエストの経路'),
  bind('diagnostics', ['4'], tabs, 'general', 'diagnostics', '診断'),
  bind('next-tab', ['tab'], lists, 'general', 'next tab', '次のタブ'),
  bind('previous-tab', ['shift-tab'], lists, 'general', 'previous tab', '前のタブ'),
  bind('comparison', ['c'], tabs, 'general', 'other environments', '環境の切替'),
  bind('reload', ['r'], tabs, 'general', 'analyse again', '再解析'),
  bind('back', ['escape', 'q', 'h', 'left'], ['detail', 'trace'], 'general', 'back', '戻る', 9),
  bind('back', ['escape'], ['diagnostics'], 'general', 'back', '戻る'),
  bind('quit', ['q'], ['overview', 'findings', 'diagnostics'], 'general', 'quit', '終了', 10),
  bind('help', ['?'], tabs, 'general', 'help', 'ヘルプ', 11),

  bind('accept', ['enter'], ['prompt', 'help'], 'act', 'accept', '決定', 1),
  bind('accept', ['enter', 'space'], ['menu'], 'act', 'choose', '選択', 1),
  bind('cancel', ['escape'], ['prompt', 'help'], 'general', 'cancel', '取消', 2),
  bind('cancel', ['escape', 'q'], ['menu'], 'general', 'cancel', '取消', 2),
  bind('down', ['down', 'ctrl-n'], ['help'], 'move', 'down', '下へ'),
  bind('up', ['up', 'ctrl-p'], ['help'], 'move', 'up', '上へ'),
  bind('accept', ['enter', 'escape'], ['edit'], 'act', 'done', '完了', 1),
  bind('next-field', ['tab'], ['edit'], 'act', 'next field', '次の欄', 2),
  bind('previous-field', ['shift-tab'], ['edit'], 'act', 'previous field', '前の欄'),
  bind('next-request', ['down', 'ctrl-n'], ['edit'], 'look', 'next known request', '次の既知リクエスト', 3),
  bind('previous-request', ['up', 'ctrl-p'], ['edit'], 'look', 'previous known request', '前の既知リクエスト'),

  bind('suspend', ['ctrl-z'], everywhere, 'general', 'suspend', '一時停止'),
  bind('quit', ['ctrl-c'], everywhere, 'general', 'quit at once', '即時終了'),
]

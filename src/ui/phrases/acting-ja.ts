import type { ActingPhrases } from './phrases.ts'

export const actingJa: ActingPhrases = {
  nothingMatches: '該当なし。Esc で絞り込みを解除します。',
  filtered: (visible, all) => `絞り込み ${visible}/${all}`,
  sortedBy: (key, isReversed) => `${key}順${isReversed ? ' (逆)' : ''}`,
  prompt: { filter: '絞り込み:', search: '検索:', note: 'メモ:' },
  filterHint: 'sev:error rule:dns* file: env: subject: status:new -除外 語句',
  problem: ({ token, reason }) => {
    switch (reason) {
      case 'unknown-key':
        return `${token}: このキーはありません (sev, rule, subject, file, env, status)`
      case 'unknown-severity':
        return `${token}: 重大度は error, warning, info, undetermined`
      case 'unknown-status':
        return `${token}: status は new, known, waived`
      case 'empty':
        return `${token} に値が必要です`
    }
  },
  matchCount: (at, all) => `${at}/${all}`,
  helpTitle: 'ここで使えるキー。入力で絞り込み、Enter で実行',
  copyTitle: 'コピー',
  comparisonTitle: '比較',
  onlyOneComparison: '比較は1つだけです。',
  copied: way =>
    ({
      tool: 'コピーしました。',
      tmux: 'tmux 経由でコピーしました。',
      terminal: '端末経由 (OSC 52) でコピーしました。',
    })[way],
  tooLongToCopy: '端末のクリップボードには長すぎます。',
  nothingToCopy: 'コピーするものがありません。',
  noEditor: 'VISUAL か EDITOR を設定してください。',
  editorFailed: program => `${program} を起動できません。`,
  noPlace: '該当する行がありません。',
  noTrace: 'この指摘を示すリクエストはありません。タブ 3 で入力できます。',
  reloaded: '再解析しました。',
  noRulePage: 'このルールの説明ページはありません。',
  groupedBy: key => `${key}別`,
  noNotes: 'メモ付きの指摘はありません。i で付けられます。',
  noLastFilter: '絞り込みはまだありません。f で入力できます。',
  notedCount: noted => `メモ ${noted} 件`,
  reviewedCount: (reviewed, all) => `確認済み ${reviewed}/${all}`,
  exportTitle: 'レポート出力',
  exported: file => `${file} に書き込みました。`,
  exportFailed: message => `書き込めません: ${message}`,
  waiveTitle: '意図した差分として sotsu.expect.yaml に記録',
  waiverNeeds: field => `${field}が必要です。ないと二度と見直されません。`,
  waived: file => `${file} に記録しました。u で取り消せます。`,
  unwaived: '取り消しました。',
  nothingToUndo: '取り消すものがありません。',
  nothingToWaive: 'ここには意図した差分にできるものがありません。',
  jumpTitle: '指摘・リクエスト・ホスト・リソースへ移動',
  mouse: isOn => (isOn ? 'マウス有効: ホイールとクリック。' : 'マウス無効: 端末の選択が使えます。'),
  wrap: isOn => (isOn ? 'ソース行を折り返します。' : 'ソース行を切り詰めます。< と > でずらせます。'),
  outdated: 'ファイルが変わりました。r で再解析',
  times: number => `${number} 回`,
  otherPair: 'これも比較する',
  plain: {
    help: '番号で指摘を表示、URL で経路を追跡。l 一覧、o ルールの説明、c 環境の切替、q 終了。',
    unknown: 'その番号の指摘はありません。',
  },
}

import type { Phrases } from './phrases.ts'

export const phrasesJa: Phrases = {
  tabs: {
    overview: '概要',
    findings: '指摘',
    trace: '経路',
    topology: '構成',
    differences: '差分',
    diagnostics: '診断',
  },
  severity: { error: 'エラー', warning: '警告', info: '情報', undetermined: '判定不能' },
  stage: {
    dns: 'DNS',
    edge: 'エッジ',
    tls: 'TLS',
    route: 'ルール',
    action: '動作',
    target: '転送先',
    token: 'トークン',
  },
  group: { move: '移動', look: '詳しく見る', narrow: '絞り込む', act: '操作', general: '全般' },
  field: {
    method: 'メソッド',
    url: 'URL',
    headers: 'ヘッダー',
    tokenIssuer: 'トークンiss',
    tokenAudience: 'トークンaud',
  },
  sortKey: { severity: '重大度', rule: 'ルール', subject: '対象', file: 'ファイル' },
  status: { new: '新規', known: '既知', waived: '承認済' },
  confidence: { proved: '証明済み', likely: '推定' },
  disposition: disposition => {
    switch (disposition.kind) {
      case 'accepted':
        return disposition.service === undefined ? '受理' : `${disposition.service} が受理`
      case 'redirected':
        return `${disposition.location} へリダイレクト (${disposition.status})`
      case 'answered':
        return `${disposition.status} を応答${disposition.body === undefined ? '' : ` "${disposition.body}"`}`
      case 'name-not-found':
        return '名前解決できない'
      case 'no-listener':
        return 'リスナーがない'
      case 'certificate-mismatch':
        return `証明書の対象は ${disposition.names.join(', ') || 'なし'}`
      case 'no-target':
        return '転送先がない'
      case 'blocked':
        return `遮断 (${disposition.status})`
      case 'token-rejected':
        return `トークン拒否 (${disposition.claim})`
      case 'loop':
        return 'リダイレクトのループ'
      case 'undetermined':
        return `判定不能: ${disposition.decides.map(decider => decider.names).join(', ')} 次第`
    }
  },
  analysing: '解析中...',
  reloading: '再解析中...',
  analysisFailed: message => `解析に失敗しました: ${message}`,
  tooSmall: (columns, rows) => `端末が小さすぎます (${columns}x${rows} 以上が必要)`,

  verdict: {
    goesThrough: (staging, production) => `${staging} で通るリクエストはすべて ${production} でも通ります。`,
    breaks: (requests, staging, production) =>
      `${staging} で通るのに ${production} で失敗するリクエストが ${requests} 件あります。`,
    errors: (errors, production) => `${production} にエラーが ${errors} 件あります。`,
    cannotTell: (questions, requests, production) => {
      const open = [
        questions === 0 ? '' : `答えられない問いが ${questions} 件`,
        requests === 0 ? '' : `終わりまで追えないリクエストが ${requests} 件`,
      ]
      return `${production} に失敗は見つかりませんが、${open.filter(text => text !== '').join('、')}あります`
    },
    noRequests: production => `${production} に失敗は見つかりませんが、比べられるリクエストがありません`,
    noComparison: '比較する環境が2つありません。`sotsu init` で sotsu.yaml の雛形を作れます。',
  },
  rehearsal: 'リハーサル',
  rehearsed: (rehearsed, paths, percent) => `本番の経路 ${paths} 本のうち ${rehearsed} 本 (${percent} %)`,
  nothingToRehearse: '本番にリクエストの経路が見つかりません',
  findings: '指摘',
  count: (severity, number) => `${{ error: 'エラー', warning: '警告', info: '情報' }[severity]} ${number}`,
  statusCount: (status, number) => `${{ new: '新規', known: '既知', waived: '承認済' }[status]} ${number}`,
  cannotTell: '判定不能',
  questions: (number, decides) => `${number} 件${decides.length > 0 ? `: ${decides.join(', ')}` : ''}`,
  differences: '差分',
  differenceCounts: (total, explained, mattering) => `全 ${total}、説明済み ${explained}、重要 ${mattering}`,
  environments: '環境',
  sources: (terraform, cloudformation, apps) =>
    [
      terraform > 0 ? `Terraform ${terraform}` : '',
      cloudformation > 0 ? `CloudFormation ${cloudformation}` : '',
      apps > 0 ? `アプリ ${apps}` : '',
    ]
      .filter(text => text !== '')
      .join('、') || 'ソースなし',
  unmodelled: number => `未対応のリソース ${number}`,
  unread: number => `診断 ${number} 件: タブ 6`,
  attention: 'まず見るべきもの',
  nothingFound: '重要な差分はありません。',

  nothingMatches: '該当なし。Esc で絞り込みを解除します。',
  filtered: (visible, all) => `絞り込み ${visible}/${all}`,
  sortedBy: (key, isReversed) => `${key}順${isReversed ? ' (逆)' : ''}`,
  filterPrompt: '絞り込み:',
  filterHint: 'sev:error rule:dns* file: env: subject: status:new -除外 語句',
  searchPrompt: '検索:',
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

  why: '理由',
  proof: '証明',
  evidence: '根拠',
  decides: '決め手',
  fix: '修正',
  aboutRule: 'このルールについて',
  nothingHere: '該当なし',
  noSource: 'ソースを読めません',
  partsHere: 'ここで分かれる',
  failsNext: '次に失敗',
  notReached: '未到達',
  ends: '結果',
  clientSees: ({ status, error }) =>
    [status === undefined ? '' : `HTTP ${status}`, error ?? ''].filter(text => text !== '').join('、'),
  nearestMiss: (rule, condition) => `最も近いルール: ${rule}、合わない条件は ${condition}`,
  noDifference: 'どちらの環境でも同じ扱いです。',
  request: 'リクエスト',
  because: because => `出所: ${because}`,
  typeUrl: 'URL を入力するか、矢印キーで既知のリクエストを選んでください。',
  ownToken: '各環境の発行者が書くとおり',
  none: 'なし',
  noDiagnostics: 'すべてのソースを読めました。',

  helpTitle: 'ここで使えるキー。入力で絞り込み、Enter で実行',
  copyTitle: 'コピー',
  copyChoice: {
    message: 'メッセージ',
    fingerprint: 'フィンガープリント',
    place: 'ファイル:行',
    value: '値',
    address: 'アドレス',
    request: 'リクエスト',
    curl: 'curl コマンド',
    trace: '経路',
    markdown: 'Markdown',
    reviewed: '確認メモ',
  },
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
  more: '続きあり',

  setAs: input => `${input} に設定`,
  passedOn: '受け渡し',
  usedHere: '使用',
  cameFrom: '値の由来',
  bothEnvironments: '両方の環境',
  rulePage: 'ルールの説明',
  noRulePage: 'このルールの説明ページはありません。',
  askedAs: host => `${host} として送信`,
  address: 'アドレス',
  journeys: 'ジャーニー',
  moreBehind: number => `その先にさらに ${number} 件`,
  andMore: number => `ほか ${number} 件`,
  unrehearsed: '未確認の経路',
  subjects: '対象別',
  groupedBy: key => `${key}別`,
  groupKey: {
    none: 'なし',
    subject: '対象',
    journey: 'ジャーニー',
    owner: '担当',
    root: '原因',
    rule: 'ルール',
    hop: '分かれる箇所',
  },
  noGroup: {
    none: '',
    subject: '対象なし',
    journey: 'ジャーニーなし',
    owner: '担当なし',
    root: '原因なし',
    rule: '',
    hop: 'リクエストなし',
  },
  reviewedCount: (reviewed, all) => `確認済み ${reviewed}/${all}`,
  layer: {
    host: 'ホスト',
    listener: 'リスナー',
    rule: 'リスナールール',
    service: 'サービス',
    issuer: 'トークン発行者',
  },
  onlyHere: 'こちらのみ',
  leadsTo: '行き先',
  leadsNowhere: '行き先なし',
  nothingToWalk: 'ホスト、リスナー、ルール、サービスがありません。',
  differencesTotal: (explained, total, roots) => `差分 ${total} 件、原因 ${roots} 個、説明済み ${explained} 件`,
  noDifferences: '差分はありません。',
  exportTitle: 'レポート出力',
  exported: file => `${file} に書き込みました。`,
  exportFailed: message => `書き込めません: ${message}`,
  waiveTitle: '意図した差分として sotsu.expect.yaml に記録',
  waiverField: { reason: '理由', owner: '担当', until: '期限 (YYYY-MM-DD)' },
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
  tokens: (writtenBy, acceptedBy) =>
    [
      writtenBy.length === 0 ? '発行元なし' : `${writtenBy.join('、')} が発行`,
      acceptedBy.length === 0 ? '' : `${acceptedBy.join('、')} が受理`,
    ]
      .filter(text => text !== '')
      .join('、'),
  rootKind: {
    identity: '環境固有',
    capacity: '規模',
    toggle: '片方だけ有効',
    structure: '数や構成が違う',
    split: '片方は1つ、もう片方は複数',
    placeholder: '仮の値',
    missing: '片方だけ設定',
    shared: '同じであってはならない',
    'other-environment': '他の環境の名前を含む',
    spelling: '表記だけが違う',
    unknown: '片方が不明',
    value: '値が違う',
  },
  noRoot: '原因なし',
  plain: {
    help: '番号で指摘を表示、URL で経路を追跡。l 一覧、o ルールの説明、c 環境の切替、q 終了。',
    unknown: 'その番号の指摘はありません。',
  },
}

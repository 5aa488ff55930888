import type { NamesPhrases } from './phrases.ts'

export const namesJa: NamesPhrases = {
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
  layer: {
    host: 'ホスト',
    listener: 'リスナー',
    rule: 'リスナールール',
    service: 'サービス',
    issuer: 'トークン発行者',
  },
  waiverField: { reason: '理由', owner: '担当', until: '期限 (YYYY-MM-DD)' },
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
}

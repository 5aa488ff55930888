import type { ReadingPhrases } from './phrases.ts'

export const readingJa: ReadingPhrases = {
  why: '理由',
  proof: '証明',
  evidence: '根拠',
  decides: '決め手',
  fix: '修正',
  note: 'メモ',
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
  more: '続きあり',
  setAs: input => `${input} に設定`,
  passedOn: '受け渡し',
  usedHere: '使用',
  cameFrom: '値の由来',
  bothEnvironments: '両方の環境',
  rulePage: 'ルールの説明',
  askedAs: host => `${host} として送信`,
  address: 'アドレス',
  onlyHere: 'こちらのみ',
  leadsTo: '行き先',
  leadsNowhere: '行き先なし',
  nothingToWalk: 'ホスト、リスナー、ルール、サービスがありません。',
  differencesTotal: (explained, total, roots) => `差分 ${total} 件、原因 ${roots} 個、説明済み ${explained} 件`,
  noDifferences: '差分はありません。',
  tokens: (writtenBy, acceptedBy) =>
    [
      writtenBy.length === 0 ? '発行元なし' : `${writtenBy.join('、')} が発行`,
      acceptedBy.length === 0 ? '' : `${acceptedBy.join('、')} が受理`,
    ]
      .filter(text => text !== '')
      .join('、'),
}

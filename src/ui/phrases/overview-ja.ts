import type { OverviewPhrases } from './phrases.ts'

export const overviewJa: OverviewPhrases = {
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
  journeys: 'ジャーニー',
  moreBehind: number => `その先にさらに ${number} 件`,
  andMore: number => `ほか ${number} 件`,
  unrehearsed: '未確認の経路',
  subjects: '対象別',
}

/** What reports that the UI writes are called, but for what stands after the dot. */
export const reportName = 'sotsu-report'

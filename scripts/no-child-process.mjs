// What commander gets in the bundle instead of node:child_process, which it needs only for commands that are programs of their own.
export const spawn = undefined

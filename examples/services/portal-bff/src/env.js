import dotenv from 'dotenv'

const stage = process.env.APP_ENV

// The first file that has a variable wins; what the task definition sets wins over both.
dotenv.config({ path: stage ? [`.env.${stage}`, '.env'] : ['.env'] })

const partners = new Map(Object.entries(JSON.parse(process.env.PARTNER_CREDENTIALS ?? '{}')))

/** The partner whose client id and secret an `Authorization: Basic` header carries. */
export const findPartner = (authorization = '') => {
  const [scheme, credentials] = authorization.split(' ')
  return scheme === 'Basic' ? partners.get(credentials) : undefined
}

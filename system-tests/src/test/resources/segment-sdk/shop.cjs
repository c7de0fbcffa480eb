// A shop's server, as the SDK's readme writes one. Prints "kind user messageId" of each event that
// the SDK takes for delivered.
const { Analytics } = require('@segment/analytics-node')

const [host, writeKey, prefix, visitors] = process.argv.slice(2)
const analytics = new Analytics({ host, writeKey, flushAt: 20, flushInterval: 200 })

analytics.on('error', (error) => {
  console.error(error)
  process.exitCode = 1
})

const report = (error, context) => {
  if (!error) {
    const { type, userId, anonymousId, messageId } = context.event
    console.log(type, userId ?? `anon:${anonymousId}`, messageId)
  }
}

for (let i = 0; i < Number(visitors); i++) {
  const userId = `${prefix}-user-${i}`
  const anonymousId = `${prefix}-visitor-${i}`
  analytics.page(
    { anonymousId, category: 'Shop', name: 'Home', properties: { url: 'https://shop.example/' } },
    report
  )
  analytics.track(
    { anonymousId, event: 'Product Viewed', properties: { product_id: 'p-1', price: 24.5, currency: 'GBP' } },
    report
  )
  analytics.identify({ userId, anonymousId, traits: { name: `User ${i}`, plan: null } }, report)
  analytics.group({ userId, groupId: `${prefix}-company`, traits: { industry: 'Tea' } }, report)
  analytics.track(
    {
      userId,
      event: 'Order Completed',
      timestamp: new Date(Date.now() - i * 3600_000),
      properties: {
        order_id: `${prefix}-order-${i}`,
        revenue: 33.5,
        currency: 'GBP',
        products: [
          { product_id: 'p-1', price: 24.5, quantity: 1 },
          { product_id: 'p-2', price: 9, quantity: 1 }
        ]
      }
    },
    report
  )
  analytics.alias({ previousId: `${prefix}-old-${i}`, userId }, report)
}

analytics.closeAndFlush({ timeout: 60_000 })

/** The job of an exchange that begins by itself: followed and stopped under this name, once it takes long. */
export const exchangeByItself = 'exchange-by-itself'

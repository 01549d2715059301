import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import type { ReactNode } from 'react'
import { styleNonce } from '../styleNonce'

const cache = createCache({ key: 'rc', prepend: true, ...(styleNonce === undefined ? {} : { nonce: styleNonce }) })

/** Lets styles that are made at run time pass the page's content security policy. */
export function StyleNonce({ children }: { readonly children: ReactNode }) {
  return <CacheProvider value={cache}>{children}</CacheProvider>
}

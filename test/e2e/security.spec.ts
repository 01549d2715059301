import { expect, test, type Page } from '@playwright/test'
import { join } from 'node:path'
import { launchApp, type RunningApp } from './helpers/launchApp'

let running: RunningApp
let page: Page

test.beforeAll(async () => {
  running = await launchApp()
  page = running.page
})
test.afterAll(() => running.close())

interface Answer {
  readonly ok: boolean
  readonly error?: { readonly code: string; readonly message: string; readonly at?: string }
}

/** Asks over the bridge as a hostile page would: with any name and any input. */
function callAnything(name: unknown, input: unknown): Promise<Answer> {
  return page.evaluate(
    ([name, input]) =>
      (window as unknown as { rolecall: { call(name: unknown, input: unknown): Promise<Answer> } }).rolecall.call(
        name,
        input,
      ),
    [name, input] as const,
  )
}

test.describe('the page', () => {
  test('runs sandboxed and isolated, without Node', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity }
    })
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
    expect(await page.evaluate(() => [typeof globalThis.require, typeof globalThis.process])).toEqual([
      'undefined',
      'undefined',
    ])
  })

  test('sees three functions of the app and nothing else', async () => {
    expect(await page.evaluate(() => Object.keys((window as unknown as { rolecall: object }).rolecall).sort())).toEqual(
      ['call', 'on', 'pathForFile'],
    )
  })

  test('is served with a policy without unsafe words and a new nonce for each load', async () => {
    const policies = await page.evaluate(() =>
      Promise.all(
        [1, 2].map(async () => (await fetch('app://rolecall/index.html')).headers.get('content-security-policy') ?? ''),
      ),
    )
    for (const policy of policies) {
      expect(policy).toContain(`default-src 'none'`)
      expect(policy).toContain(`require-trusted-types-for 'script'`)
      expect(policy).toContain(`frame-ancestors 'none'`)
      expect(policy).toMatch(/script-src 'self';/)
      expect(policy).not.toContain('unsafe-')
      expect(policy).not.toContain('http')
    }
    expect(policies[0]).not.toBe(policies[1])
  })

  test('carries the nonce that its styles need', async () => {
    const { policy, html } = await page.evaluate(async () => {
      const answer = await fetch('app://rolecall/index.html')
      return { policy: answer.headers.get('content-security-policy') ?? '', html: await answer.text() }
    })
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    expect(nonce).toBeTruthy()
    expect(html).toContain(`<meta property="csp-nonce" content="${nonce}"`)
  })

  test('runs no inline script, no inline handler and no script made of text', async () => {
    const outcome = await page.evaluate(async () => {
      const refusals: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => refusals.push(event.effectiveDirective))
      const attempts: (() => void)[] = [
        () => {
          const script = document.createElement('script')
          script.append(document.createTextNode('window.wasReached = true'))
          document.head.append(script)
        },
        () => {
          document.body.innerHTML += '<img src="x" onerror="window.wasReached = true">'
        },
        () => {
          const button = document.createElement('button')
          button.setAttribute('onclick', 'window.wasReached = true')
          document.body.append(button)
          button.click()
          button.remove()
        },
        () => void setTimeout('window.wasReached = true', 0),
      ]
      for (const attempt of attempts) {
        try {
          attempt()
        } catch (error) {
          refusals.push((error as Error).name)
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 300))
      for (let more = 0; more < 100 && refusals.length < 4; more += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return { wasReached: 'wasReached' in window, refusals: refusals.length }
    })
    expect(outcome.wasReached).toBe(false)
    expect(outcome.refusals).toBeGreaterThanOrEqual(4)
  })

  test('cannot talk to a network', async () => {
    const reached = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => true,
        () => false,
      ),
    )
    expect(reached).toBe(false)
    const refusal = await running.app.evaluate(({ session }) =>
      session.defaultSession.fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    )
    expect(refusal).toContain('ERR_BLOCKED_BY_CLIENT')
  })
})

test.describe('the window stays where it is', () => {
  for (const address of ['app://rolecall/index.html?elsewhere', 'file:///etc/passwd', 'https://example.invalid/']) {
    test(`refuses to go to ${address}`, async () => {
      const before = page.url()
      await page.evaluate((address) => {
        const link = document.createElement('a')
        link.href = address
        document.body.append(link)
        link.click()
        link.remove()
      }, address)
      await page.waitForTimeout(400)
      expect(page.url()).toBe(before)
      expect(await page.evaluate(() => location.href)).toBe(before)
    })
  }

  test('opens no further window', async () => {
    expect(await page.evaluate(() => window.open('app://rolecall/index.html') === null)).toBe(true)
    expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('attaches no webview', async () => {
    const count = await running.app.evaluate(async ({ webContents, BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
        `{ const view = document.createElement('webview'); view.src = 'app://rolecall/index.html'; document.body.append(view) }`,
      )
      await new Promise((resolve) => setTimeout(resolve, 400))
      return webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview').length
    })
    expect(count).toBe(0)
  })

  test('grants no permission', async () => {
    const answers = await page.evaluate(async () => {
      const states: Record<string, string> = { asked: await Notification.requestPermission() }
      for (const name of ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi']) {
        states[name] = (await navigator.permissions.query({ name: name as PermissionName })).state
      }
      states.place = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
        ),
      )
      return states
    })
    expect(Object.keys(answers)).toHaveLength(8)
    expect(new Set(Object.values(answers))).toEqual(new Set(['denied']))
  })
})

test.describe('app://rolecall', () => {
  const outside = [
    'app://rolecall/../../etc/passwd',
    'app://rolecall/%2e%2e/%2e%2e/etc/passwd',
    'app://rolecall/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    'app://rolecall/assets/..%2f..%2fmain%2findex.js',
    'app://rolecall/..%5c..%5cpackage.json',
    'app://rolecall//etc/passwd',
    'app://rolecall/index.html%00.js',
    'app://rolecall/%zz',
    'app://elsewhere/index.html',
  ]
  for (const address of outside) {
    test(`serves nothing at ${address}`, async () => {
      const answer = await running.app.evaluate(async ({ session }, address) => {
        const response = await session.defaultSession.fetch(address)
        return { status: response.status, text: await response.text() }
      }, address)
      expect(answer).toEqual({ status: 404, text: 'Not found' })
    })
  }

  test('serves the page it was built for', async () => {
    const answer = await running.app.evaluate(async ({ session }) => {
      const response = await session.defaultSession.fetch('app://rolecall/')
      return { status: response.status, type: response.headers.get('content-type') }
    })
    expect(answer).toEqual({ status: 200, type: 'text/html; charset=utf-8' })
  })
})

test.describe('a call', () => {
  test('for an unknown operation is answered', async () => {
    for (const name of ['org.destroy', 'toString', '__proto__', 7, null]) {
      const answer = await callAnything(name, {})
      expect(answer.ok).toBe(false)
      expect(answer.error?.code).toBe('bad-input')
    }
  })

  test('with bad input is answered with what is wrong and where', async () => {
    const answer = await callAnything('app.setTheme', { theme: 'purple' })
    expect(answer.error).toMatchObject({ code: 'bad-input', at: 'theme' })
    expect((await callAnything('app.setTheme', null)).error?.code).toBe('bad-input')
  })

  test('with good input is carried out', async () => {
    expect(await callAnything('app.info', {})).toMatchObject({ ok: true, value: { home: running.home } })
  })

  test('from a window that is not ours is refused', async () => {
    const preload = join(import.meta.dirname, '..', '..', 'out', 'preload', 'index.cjs')
    for (const address of ['app://rolecall/index.html', 'data:text/html,<p>foreign']) {
      const code = await running.app.evaluate(
        async ({ BrowserWindow }, [preload, address]) => {
          const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
          try {
            await foreign.loadURL(address)
            const answer = await foreign.webContents.executeJavaScript(`rolecall.call('app.info', {})`)
            return (answer as Answer).error?.code
          } finally {
            foreign.destroy()
          }
        },
        [preload, address] as const,
      )
      expect(code).toBe('bad-sender')
    }
  })

  test('from our window, once it shows a foreign page, is refused', async () => {
    const other = await launchApp()
    try {
      const code = await other.app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents
        await contents.loadURL('data:text/html,<p>foreign')
        return ((await contents.executeJavaScript(`rolecall.call('app.info', {})`)) as Answer).error?.code
      })
      expect(code).toBe('bad-sender')
    } finally {
      await other.close()
    }
  })
})

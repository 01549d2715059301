import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Component, type ErrorInfo, type ReactNode } from 'react'

interface State {
  readonly message: string | null
}

/** When a screen itself breaks: words, and a way on. Nothing is lost, since screens hold no truth. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { message: null }

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children
    return (
      <Box
        component="main"
        role="alert"
        sx={{
          flex: 1,
          display: 'grid',
          placeContent: 'center',
          gap: 3,
          p: 10,
          maxWidth: 640,
          mx: 'auto',
          minHeight: '60vh',
        }}
      >
        <Typography variant="h1">This screen stopped working</Typography>
        <div>
          The organization itself is safe: every change that was applied is in its file. Open the screen again, or go on
          elsewhere.
        </div>
        <Box
          component="pre"
          sx={{ m: 0, p: 3, bgcolor: 'chip', borderRadius: '8px', whiteSpace: 'pre-wrap', fontSize: 12 }}
        >
          {this.state.message}
        </Box>
        <Box sx={{ display: 'flex', gap: 2 }}>
          <Button variant="contained" color="primary" onClick={() => this.setState({ message: null })}>
            Open it again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload the window</Button>
        </Box>
      </Box>
    )
  }
}

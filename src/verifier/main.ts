import './noEval'
import { verifyEvidence } from '../shared/evidence/verifyEvidence'
import { noblePrimitives } from './noblePrimitives'
import { showFailure, showProgress, showVerdict } from './showVerdict'

const drop = document.getElementById('drop')!
const input = document.getElementById('file') as HTMLInputElement
const answer = document.getElementById('answer')!

/** Long enough to get on, short enough that the page stays smooth. */
const sliceMs = 30
let run = 0

async function check(file: File): Promise<void> {
  run += 1
  const own = run
  showProgress(answer, file.name, 0)
  try {
    const steps = verifyEvidence(new Uint8Array(await file.arrayBuffer()), noblePrimitives)
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve))
      // Another file was chosen meanwhile.
      if (own !== run) return
      const sliceEnds = performance.now() + sliceMs
      let step = steps.next()
      while (step.done !== true && performance.now() < sliceEnds) step = steps.next()
      if (step.done === true) return showVerdict(answer, file.name, step.value)
      showProgress(answer, file.name, step.value)
    }
  } catch (error) {
    if (own === run) showFailure(answer, file.name, error)
  }
}

input.addEventListener('change', () => {
  const file = input.files?.[0]
  if (file !== undefined) void check(file)
})
document.addEventListener('dragover', (event) => {
  event.preventDefault()
  drop.classList.add('over')
})
document.addEventListener('dragleave', () => drop.classList.remove('over'))
document.addEventListener('drop', (event) => {
  event.preventDefault()
  drop.classList.remove('over')
  const file = event.dataTransfer?.files[0]
  if (file !== undefined) void check(file)
})

/** A drawing of boxes and words, light, that nothing loads or runs in. Lengths are in units of which an inch has 96. */
export interface Drawing {
  readonly title: string
  readonly width: number
  readonly height: number
  /** From the back to the front. */
  readonly shapes: readonly Shape[]
}

export type Shape = Box | Words

export interface Box {
  readonly kind: 'box'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly radius: number
  readonly fill: string
  readonly stroke?: string
}

/** One line of words; `y` is the line that letters stand on. */
export interface Words {
  readonly kind: 'words'
  readonly x: number
  readonly y: number
  readonly words: string
  readonly size: number
  readonly isBold: boolean
  readonly fill: string
}

/** How bad a gap is: nobody can do it anywhere, nobody here, or one person alone. */
export const gapMarks = {
  nobody: { word: 'Nobody', tone: 'bad' },
  elsewhere: { word: 'Elsewhere', tone: 'warn' },
  one: { word: 'One person', tone: 'quiet' },
} as const

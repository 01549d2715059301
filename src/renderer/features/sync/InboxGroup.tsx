import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { LetterAvatar } from '../../components/LetterAvatar'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useNow } from '../../stores/useNow'
import { useWhen } from '../../stores/useWhen'
import { formatCount } from '../../words/countOf'
import { initials } from '../../words/initials'
import type { Group, Item } from './InboxTab'
import { ThreeSides } from './ThreeSides'
import { wayToEdit } from './wayToEdit'

interface InboxGroupProps {
  readonly group: Group
  /** Why nothing can be decided here; null when it can. */
  readonly whyNot: string | null
  readonly onKeyDown: (event: React.KeyboardEvent, item: Item) => void
  readonly onAccept: (item: Item) => void
  readonly onDismiss: (items: readonly Item[]) => void
  readonly onEdit: (item: Item) => void
}

/** The edits that one cause stopped. */
export function InboxGroup({ group, ...deeds }: InboxGroupProps) {
  const titleId = useId()
  const about = group.items[0]?.rows[0]?.about
  const name = about?.kind === 'person' ? about.name : group.by.name
  const open = group.items.filter(({ closed }) => closed === null)
  return (
    <Box
      component="li"
      aria-labelledby={titleId}
      sx={{ bgcolor: 'paper', border: '1px solid', borderColor: 'line', borderRadius: '12px', p: 4 }}
    >
      <Box sx={{ display: 'flex', gap: 2.5, alignItems: 'flex-start' }}>
        <LetterAvatar letters={initials(name)} rank={group.verdict === 'held' ? 4 : 6} of={7} />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="h2" id={titleId}>
            {group.title}
          </Typography>
          <Box sx={{ color: 'dim' }}>{group.text}</Box>
        </Box>
        {open.length > 1 && (
          <ReasonedButton
            disabledBecause={deeds.whyNot}
            onClick={() => deeds.onDismiss(open)}
            aria-label={`Dismiss these ${open.length}: ${group.title}`}
          >
            Dismiss these {open.length}
          </ReasonedButton>
        )}
      </Box>
      {group.items.map((item) => (
        <InboxItem key={item.change} item={item} {...deeds} />
      ))}
      {group.total > group.items.length && (
        <Box sx={{ color: 'dim', mt: 2.5 }}>
          and {formatCount(group.total - group.items.length)} more. They move up as these are accepted or dismissed.
        </Box>
      )}
    </Box>
  )
}

type InboxItemProps = Omit<InboxGroupProps, 'group'> & { readonly item: Item }

const rowsShown = 5

function InboxItem({ item, whyNot, onKeyDown, onAccept, onDismiss, onEdit }: InboxItemProps) {
  const when = useWhen()
  const nowMs = useNow()
  const author = item.by.isActor ? 'You' : item.by.name
  const [first] = item.rows
  const hasSides =
    item.rows.length === 1 && first !== undefined && (first.mine ?? first.theirs ?? first.before) !== null
  return (
    <Box
      role="group"
      tabIndex={0}
      data-inbox-item
      aria-label={`${author} ${item.sentence}, ${first?.verdict ?? 'held'}${first === undefined ? '' : `: ${first.reason}`}`}
      onKeyDown={(event) => onKeyDown(event, item)}
      sx={{ mt: 3, pt: 3, borderTop: '1px solid', borderColor: 'line', '&:focus-visible': { outlineOffset: 4 } }}
    >
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box component="span" sx={{ fontWeight: 600 }}>
            {author}
          </Box>{' '}
          {item.sentence}
          {item.note !== null && <Box sx={{ color: 'ink' }}>“{item.note}”</Box>}
        </Box>
        <Box component="time" title={when.instant(item.madeAtMs)} sx={{ color: 'faint', whiteSpace: 'nowrap' }}>
          {when.day(item.madeAtMs, nowMs)}
        </Box>
      </Box>
      {hasSides ? (
        <ThreeSides item={item} row={first} />
      ) : (
        <Box component="ul" sx={{ m: 0, mt: 1, pl: 5, color: 'dim' }}>
          {item.rows.slice(0, rowsShown).map((row) => (
            <li key={row.row}>
              {item.rows.length > 1 && <>{row.sentence}: </>}
              {row.reason}
            </li>
          ))}
          {item.total > Math.min(rowsShown, item.rows.length) && (
            <li>and {formatCount(item.total - Math.min(rowsShown, item.rows.length))} more</li>
          )}
        </Box>
      )}
      {item.closed === null ? (
        <Box sx={{ display: 'flex', gap: 2, mt: 3, flexWrap: 'wrap' }}>
          <ReasonedButton
            variant="contained"
            color="primary"
            disabledBecause={whyNot}
            onClick={() => onAccept(item)}
            aria-label={`Accept: ${item.sentence}`}
          >
            Accept…
          </ReasonedButton>
          <ReasonedButton
            disabledBecause={whyNot}
            onClick={() => onDismiss([item])}
            aria-label={`Dismiss: ${item.sentence}`}
          >
            Dismiss
          </ReasonedButton>
          {wayToEdit(item) !== null && (
            <Button variant="text" onClick={() => onEdit(item)} aria-label={`Edit by hand: ${item.sentence}`}>
              Edit by hand
            </Button>
          )}
        </Box>
      ) : (
        <Box sx={{ color: 'dim', mt: 2 }}>
          {item.closed.as === 'accepted' ? 'Accepted' : 'Dismissed'} by {item.closed.by},{' '}
          {when.instant(item.closed.atMs)}
        </Box>
      )}
    </Box>
  )
}

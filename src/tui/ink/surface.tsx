/** The Ink component that shows a frame. */
import { Box, Text } from 'ink';
import { memo, type ReactElement, useEffect } from 'react';
import type { Line } from '../../text/spans.js';
import type { Frame } from '../layers/frame.js';
import type { Painter } from './painter.js';

interface SurfaceProps {
  frame: Frame;
  columns: number;
  rows: number;
  /** Draws on a real terminal; without one (a test's stream) Ink writes the lines itself. */
  painter: Painter | null;
  paintLine: (line: Line) => string;
}

/** The lines of a frame in a box of the whole screen. */
export function Surface({ frame, columns, rows, painter, paintLine }: SurfaceProps): ReactElement {
  // Not a layout effect, for each of which Ink lays out and draws its own screen, where nothing has changed.
  useEffect(() => {
    painter?.draw(frame.lines, frame.cursor);
  });
  if (painter !== null) return <Empty columns={columns} rows={rows} />;
  return (
    <Box width={columns} height={rows} flexDirection="column">
      {frame.lines.map((line, row) => (
        <Row key={row} line={line} paintLine={paintLine} />
      ))}
    </Box>
  );
}

/** The box over which the painter draws. */
const Empty = memo(function Empty({ columns, rows }: Pick<SurfaceProps, 'columns' | 'rows'>): ReactElement {
  return <Box width={columns} height={rows} />;
});

const Row = memo(function Row({ line, paintLine }: Pick<SurfaceProps, 'paintLine'> & { line: Line }): ReactElement {
  return (
    <Box flexShrink={0}>
      <Text wrap="truncate">{paintLine(line)}</Text>
    </Box>
  );
});

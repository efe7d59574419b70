import { type RateSlice, SLICES_PER_WINDOW, type TenantRateLimit } from "../../rateWindow";

const STEP = 10;
const BAR = 7;
const HEIGHT = 90;
const TOP = 8;

/** A bar per slice, as high as the fullest window was; the dashed line is the limit, the shaded part the present window. */
export function RatePlot(props: { limit: TenantRateLimit; slices: readonly RateSlice[]; words: string }) {
  const { limit, slices, words } = props;
  const width = slices.length * STEP;
  const windowWidth = SLICES_PER_WINDOW * STEP;
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${HEIGHT + TOP + 1}`} role="img" aria-label={words}>
      <rect class="window" x={width - windowWidth} y="0" width={windowWidth} height={HEIGHT + TOP} />
      {slices.map(({ most, refused }, index) => {
        const height = Math.ceil((Math.min(most, limit.requests) / limit.requests) * HEIGHT);
        return (
          most > 0 && (
            <rect
              class={refused > 0 ? "bar refused" : "bar"}
              x={index * STEP + (STEP - BAR) / 2}
              y={HEIGHT + TOP - height}
              width={BAR}
              height={height}
            />
          )
        );
      })}
      <line class="limit" x1="0" x2={width} y1={TOP} y2={TOP} />
      <line class="ground" x1="0" x2={width} y1={HEIGHT + TOP} y2={HEIGHT + TOP} />
    </svg>
  );
}

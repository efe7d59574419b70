/** A time of day, or with `date` the date as well, in the time zone of the tenant. */
export function Moment({ at, date = false }: { at: number | string; date?: boolean }) {
  const moment = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(":");
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  const iso = moment.toISOString();
  return (
    <time datetime={iso} title={iso}>
      {date ? `${day} ${clock}` : clock}
    </time>
  );
}

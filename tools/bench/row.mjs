// One line of the table of goals.
export const row = (goal, what, { figure, bound, better, note = '' }) => ({
  goal,
  what,
  figure,
  bound,
  held: better === 'less' ? figure <= bound : figure >= bound,
  better,
  note,
});

export const ms = (value) => `${value.toFixed(2)} ms`;

/** A tax number nobody has: nine digits and their check digit. */
export function aNip(): string {
  for (;;) {
    const digits = [5, ...Array.from({ length: 8 }, () => Math.floor(Math.random() * 10))];
    const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0);
    if (sum % 11 !== 10) return [...digits, sum % 11].join('');
  }
}

// Puts a button beside each command that copies it. Without it a command can be selected by hand.

/** How long a button reports what it did. */
const REPORT_MS = 2_000;

const offer = (command) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  const report = (words) => {
    button.textContent = words;
    setTimeout(() => {
      button.textContent = 'Copy';
    }, REPORT_MS);
  };
  button.addEventListener('click', () =>
    navigator.clipboard.writeText(command.textContent).then(
      () => report('Copied'),
      () => report('Not allowed'),
    ),
  );
  command.after(' ', button);
};

if (navigator.clipboard)
  for (const command of document.querySelectorAll('.command')) offer(command);

/** Sets variables of this process's environment. @returns what puts them back. */
export const setEnvironment = (variables: Readonly<Record<string, string>>): (() => void) => {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  return () => {
    for (const name of Object.keys(variables))
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  };
};

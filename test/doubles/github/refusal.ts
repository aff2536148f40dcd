// A refusal in GitHub's words. Thrown by actions and routes; becomes the REST answer, or reaches the test that called.
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly unknown[];

  constructor(status: number, message: string, errors: readonly unknown[] = []) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.errors = errors;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** The 422 of a request that is well-formed but not acceptable. */
export function unprocessable(message: string): Refusal {
  return new Refusal(422, 'Unprocessable Entity', [message]);
}

// The walks of package dev.descent.landscape once more, for the static site, which has no server. A test holds both to
// the same numbers. Operations stand in the order in which the Java classes have them.

const hollow = (x, y) => Math.exp(-8 * (x * x + y * y));

/** By the surfaces' keys: f, and its derivatives. */
const surfaceFunctions = {
  bowl: {
    f: (x, y) => (x * x + y * y) / 2,
    dx: (x, y) => x,
    dy: (x, y) => y,
  },
  ravine: {
    f: (x, y) => (x * x + 100 * y * y) / 2,
    dx: (x, y) => x,
    dy: (x, y) => 100 * y,
  },
  turned: {
    f: (x, y) => ((x + y) * (x + y) + 100 * (y - x) * (y - x)) / 4,
    dx: (x, y) => (x + y) / 2 - 50 * (y - x),
    dy: (x, y) => (x + y) / 2 + 50 * (y - x),
  },
  rosenbrock: {
    f: (x, y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
    dx: (x, y) => -2 * (1 - x) - 400 * x * (y - x * x),
    dy: (x, y) => 200 * (y - x * x),
  },
  saddle: {
    f: (x, y) => (x * x) / 2 + ((y * y - 1) * (y * y - 1)) / 4,
    dx: (x, y) => x,
    dy: (x, y) => y * (y * y - 1),
  },
  hole: {
    f: (x, y) => 1 - hollow(x, y) + (x * x + y * y) / 50,
    dx: (x, y) => x * (16 * hollow(x, y) + 0.04),
    dy: (x, y) => y * (16 * hollow(x, y) + 0.04),
  },
  himmelblau: {
    f: (x, y) => (x * x + y - 11) * (x * x + y - 11) + (x + y * y - 7) * (x + y * y - 7),
    dx: (x, y) => 4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
    dy: (x, y) => 2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
  },
};

const averaged = (old, decay, value) => old * decay + (1 - decay) * value;

/**
 * By the walkers' keys: the step for one parameter. It changes the state s, whose parts start at 0, sees the gradient g,
 * the settings c and the number t of steps before this one, and returns what is to be taken off the parameter.
 */
const updaterSteps = {
  sgd: (s, g, c) => g * c.lr,
  momentum: (s, g, c, t) => {
    if (c.momentum === 0) {
      return g * c.lr; // no buffer
    }
    s.b = t === 0 ? g : s.b * c.momentum + g;
    return s.b * c.lr;
  },
  adagrad: (s, g, c) => {
    s.v = (s.v ?? 0) + g * g;
    return (c.lr * g) / (Math.sqrt(s.v) + c.eps);
  },
  adadelta: (s, g, c) => {
    s.v = averaged(s.v ?? 0, c.rho, g * g);
    const d = g / Math.sqrt((s.v + c.eps) / ((s.u ?? 0) + c.eps));
    s.u = averaged(s.u ?? 0, c.rho, d * d);
    return d * c.lr;
  },
  rmsprop: (s, g, c) => {
    s.v = averaged(s.v ?? 0, c.alpha, g * g);
    return (c.lr * g) / (Math.sqrt(s.v) + c.eps);
  },
  adam: (s, g, c, t) => {
    s.m = averaged(s.m ?? 0, c.beta1, g);
    s.v = averaged(s.v ?? 0, c.beta2, g * g);
    const mean = 1 - c.beta1 ** (t + 1);
    const root = Math.sqrt(1 - c.beta2 ** (t + 1));
    return (((c.lr * root) / mean) * s.m) / (Math.sqrt(s.v) + c.eps * root);
  },
};

const finiteAll = (object) => Object.values(object).every(Number.isFinite);

function oneWalk(request, chosen, minima, near) {
  const { f, dx, dy } = surfaceFunctions[request.surface];
  const track = () => ({ x: [], y: [] });
  const walk = { walker: chosen.walker, place: track(), f: [], gradient: track(), state: {}, step: track() };
  const states = { x: {}, y: {} };
  const push = (to, x, y) => {
    to.x.push(x);
    to.y.push(y);
  };
  let { x, y } = request;
  let n = 0;
  for (; n <= request.steps; n++) {
    const height = f(x, y);
    const g = { x: dx(x, y), y: dy(x, y) };
    const take = (parameter) => updaterSteps[chosen.walker](states[parameter], g[parameter], chosen.settings, n);
    const step = { x: take("x"), y: take("y") };
    if (!Number.isFinite(height) || ![g, step, states.x, states.y].every(finiteAll)) {
      break;
    }
    push(walk.place, x, y);
    walk.f.push(height);
    push(walk.gradient, g.x, g.y);
    push(walk.step, step.x, step.y);
    for (const part of Object.keys(states.x)) {
      push((walk.state[part] ??= track()), states.x[part], states.y[part]);
    }
    x -= step.x;
    y -= step.y;
  }
  walk.left = n <= request.steps ? n : null;
  const isFar = (i) => minima.every((m) => !(Math.hypot(walk.place.x[i] - m.x, walk.place.y[i] - m.y) < near));
  let settled = n;
  while (settled > 0 && !isFar(settled - 1)) {
    settled--;
  }
  walk.settled = walk.left === null && settled < n ? settled : null;
  return walk;
}

/** What the server would answer to a request for walks, with a value for each setting. */
export const walksHere = (request, minima, near) => ({
  walks: request.walkers.map((chosen) => oneWalk(request, chosen, minima, near)),
});

/** What a run's browser shows, in pixels. */

export const SCREEN = { width: 1280, height: 800 };

/** Of the live picture: each frame costs processor time by its size, and smooth beats sharp. */
export const PICTURE = { width: 1024, height: 640 };

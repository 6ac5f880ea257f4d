/**
 * Draws pictures on a canvas, with no more pixels than the screen shows.
 * @param onShape called with width / height, and the width in pixels, of each picture
 */
export function pictureOn(canvas, onShape) {
  const context = canvas.getContext("2d", { alpha: false });
  let shown = null;
  let next = null;
  let busy = false;

  function draw() {
    if (!shown || canvas.clientWidth === 0) return;
    const width = Math.min(shown.width, Math.round(canvas.clientWidth * devicePixelRatio));
    const height = Math.round((width * shown.height) / shown.width);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.imageSmoothingQuality = "high";
    context.drawImage(shown, 0, 0, width, height);
  }

  /** Shows the newest; pictures that came while one was being decoded are skipped. */
  async function show(jpeg) {
    next = jpeg;
    if (busy) return;
    busy = true;
    while (next) {
      const blob = new Blob([next], { type: "image/jpeg" });
      next = null;
      const bitmap = await createImageBitmap(blob).catch(() => null);
      if (!bitmap) continue;
      shown?.close();
      shown = bitmap;
      onShape(bitmap.width, bitmap.height);
      draw();
    }
    busy = false;
  }

  new ResizeObserver(draw).observe(canvas);
  return { show };
}

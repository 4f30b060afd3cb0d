/**
 * Figures: numbers in, PNG and SVG files out. Nothing here knows what the numbers mean.
 *
 * <p>{@link dev.descent.plot.LineChart}, {@link dev.descent.plot.BarChart} and {@link
 * dev.descent.plot.ConfusionMatrix} each make a {@link dev.descent.plot.Figure}. XChart draws the
 * frame (title, axes, ticks, grid, legend); what it cannot draw well enough (dashes along a whole
 * curve, bands with gaps, whiskers, text on dark cells) is painted over its axes. All figures share
 * one style, and no figure relies on colour alone.
 */
package dev.descent.plot;

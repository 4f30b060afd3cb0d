/**
 * Figures: numbers in, PNG, SVG and GIF files out. Nothing here knows what the numbers mean.
 *
 * <p>{@link dev.descent.plot.LineChart}, {@link dev.descent.plot.BarChart}, {@link
 * dev.descent.plot.ConfusionMatrix}, {@link dev.descent.plot.Contours}, {@link
 * dev.descent.plot.HeatMap}, {@link dev.descent.plot.ParallelCoordinates} and {@link
 * dev.descent.plot.SampleSheet} each make a {@link dev.descent.plot.Figure}; {@link
 * dev.descent.plot.Panels} puts several into one, and {@link dev.descent.plot.Animation} shows them
 * one after the other. XChart draws the frame (title, axes, ticks, grid, legend); what it cannot
 * draw well enough (dashes along a whole curve, bands with gaps, whiskers, text on dark cells) is
 * painted over its axes. All figures share one style, and no figure relies on colour alone.
 */
@NullMarked
package dev.descent.plot;

import org.jspecify.annotations.NullMarked;

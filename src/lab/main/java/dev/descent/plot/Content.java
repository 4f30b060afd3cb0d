package dev.descent.plot;

import org.knowm.xchart.internal.chartpart.IChart;

/** What a figure shows, to be laid out for a width. What suits one width only ignores the size. */
interface Content {
  IChart at(Size size);
}

/** The report in money as a page to read and to print: plain HTML with pictures in SVG. */
@NullMarked
package io.tierwise.campaign.page;

import org.jspecify.annotations.NullMarked;

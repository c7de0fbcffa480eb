/**
 * Whether tiers treat groups of customers alike, and what they would be without what tells the
 * groups apart.
 */
@NullMarked
package io.tierwise.segmentation.fairness;

import org.jspecify.annotations.NullMarked;

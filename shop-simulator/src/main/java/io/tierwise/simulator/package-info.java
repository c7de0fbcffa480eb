/**
 * A shop that does not exist: catalogue, customers and their events, drawn from a seed, together
 * with the truth that the events only hint at.
 *
 * <p>The world in one paragraph. A customer orders as a Poisson process with a rate of their own
 * and drops out after any repeat order with a probability of their own; rates are gamma distributed
 * over customers, drop-out probabilities beta distributed: the BG/NBD model (Peter S. Fader, Bruce
 * G. S. Hardie, Ka Lok Lee, "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD
 * Model", Marketing Science 24(2), 2005). What an order is worth varies over customers
 * independently of how often they order, as in the Gamma-Gamma model of the same authors ("RFM and
 * CLV: Using Iso-value Curves for Customer Base Analysis", Journal of Marketing Research 42(4),
 * 2005). What is in it follows a multinomial logit over the items of a few interests (Daniel
 * McFadden, "Conditional logit analysis of qualitative choice behavior", 1974), with sequels and
 * companions of what the customer owns.
 */
@NullMarked
package io.tierwise.simulator;

import org.jspecify.annotations.NullMarked;

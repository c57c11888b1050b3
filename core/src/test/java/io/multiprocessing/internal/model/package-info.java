/**
 * Explores models of protocols exhaustively: a {@link io.multiprocessing.internal.model.Model} says what can happen
 * next in each state, a {@link io.multiprocessing.internal.model.Checker} visits all states that can come about. Models
 * of the protocols stand beside the tests of what they are models of.
 */
@NullMarked
package io.multiprocessing.internal.model;

import org.jspecify.annotations.NullMarked;

/**
 * Models as parameter vectors, and what they predict. Linear, logistic and softmax models and multi-layer perceptrons with ReLU
 * units; their outputs are a logit for a binary target and for each label, a score for each class, a value for a number.
 *
 * <p><b>Layout.</b> A model is a list of layers; a layer of {@code u} units over {@code n} inputs holds {@code u} rows of
 * {@code n} weights and then the row's bias. A parameter vector is the rows one after the other, layer by layer from the input
 * to the output. A model without hidden layers is the one-layer case: for each output its weights in column order, then the bias.
 *
 * <p><b>Bytes of a model</b> ({@link org.credence.node.model.ModelCodec}), all integers big-endian:
 *
 * <pre>
 * offset  bytes  field
 * 0       3      "CRM"
 * 3       1      version, 1
 * 4       1+s    study id: its length in bytes, then ASCII
 * .       4      round that starts from this model, 0 for the initial model
 * .       4      number of parameters
 * .       8*p    parameters: two's complement, in units of 2^-32
 * </pre>
 *
 * The SHA-256 of these bytes is the model's hash on the ledger. Training, exchange of updates and aggregation are elsewhere.
 * Whatever feeds a hash uses {@code StrictMath} and sums from left to right, so that it has the same bits on every machine.
 */
@NullMarked
package org.credence.node.model;

import org.jspecify.annotations.NullMarked;

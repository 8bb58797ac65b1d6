/**
 * The study file and the study's specification: what a study is, checked where it is written. Knows no other package of the node.
 */
@NullMarked
package org.credence.node.config;

import org.jspecify.annotations.NullMarked;

package org.assay.review.policy;

/**
 * Why an expression cannot stand in a policy.
 *
 * @param code the rule that it breaks, UPPER_SNAKE
 * @param detail what is wrong and where
 */
public record ExpressionFault(String code, String detail) {}

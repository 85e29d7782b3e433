//! Consents, sealed tokens and requests that left for an operator.

//! Enedis Data Connect v5 answers, also without their wrapper as gateways send them.

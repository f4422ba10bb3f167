//! `samenzien` screens a batch of permit applications against a rule set of red flags of organised
//! crime and gives a scored, explained table: reasons to ask further, never a decision.
//!
//! The rooms stand in this order; a room may use only those above it (a test keeps it so).

#![forbid(unsafe_code)]

pub mod text;

pub mod diag;

pub mod fields;

pub mod batch;

pub mod intake;

pub mod ops;

pub mod rules;

pub mod engine;

pub mod report;

pub mod workbench;

pub mod cli;

//! The program: everything happens in the library.

fn main() -> std::process::ExitCode {
    samenzien::cli::main()
}

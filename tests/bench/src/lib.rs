//! What the measuring programs share: a whole process, measured by itself.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// What a process took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Took {
    /// Seconds on the clock.
    pub wall: f64,
    /// Seconds of processors.
    pub cpu: f64,
    /// The peak of memory, in bytes.
    pub peak: f64,
}

/// Runs a command and waits for it. Its peak of memory is told by a process in between, so that of several
/// commands each has its own: call `between` first in `main`.
pub fn measured(args: &[&str]) -> Result<Took, Box<dyn Error>> {
    let out = Command::new(std::env::current_exe()?).arg("--between").args(args).stderr(Stdio::inherit()).output()?;
    let text = String::from_utf8(out.stdout)?;
    let numbers: Vec<f64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [wall, cpu, peak] = numbers[..] else { return Err(format!("{args:?} failed").into()) };
    Ok(Took { wall, cpu, peak })
}

/// Does what `measured` asks for, in the process in between; true when that was the case.
pub fn between() -> Result<bool, Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, first, program, rest @ ..] = args.as_slice() else { return Ok(false) };
    if first != "--between" {
        return Ok(false);
    }
    let start = Instant::now();
    let status = Command::new(program).args(rest).stdout(Stdio::null()).status()?;
    let wall = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{program} ended with {status}").into());
    }
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    println!("{wall} {} {}", seconds(used.user_time()) + seconds(used.system_time()), used.max_rss() as f64 * 1024.0);
    Ok(true)
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

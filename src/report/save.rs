//! Bytes to files, whole or not at all, and never over an input.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

use super::formats::{self, Format};
use super::stop::{Stoppable, Writing};
use super::{Document, ReportError};
use crate::text::report::ReportMsg;

/// A file to write, found fit for it.
#[derive(Clone, Debug)]
pub struct Target {
    /// The file as the user named it.
    pub named: PathBuf,
    /// The file itself, with links followed, so that a link stays a link.
    path: PathBuf,
    /// The format that its ending means.
    pub format: &'static Format,
}

/// Holds outputs against inputs and folders before any work is done.
pub fn plan(outputs: &[PathBuf], inputs: &[PathBuf], formats: &'static [Format]) -> Result<Vec<Target>, ReportError> {
    let inputs: Vec<Identity> = inputs.iter().filter_map(|input| Identity::of(input)).collect();
    let mut targets: Vec<Target> = Vec::with_capacity(outputs.len());
    for output in outputs {
        let target = Target::new(output, formats)?;
        new(output, &target.path, &inputs, &targets)?;
        targets.push(target);
    }
    let _writing = Writing::start();
    // Opening makes a temporary file beside the target, and dropping it takes that away again.
    targets.iter().try_for_each(|target| target.open().map(drop))?;
    Ok(targets)
}

/// Refuses a file that is an input or an output of its own already.
pub fn apart(path: &Path, inputs: &[PathBuf], targets: &[Target]) -> Result<(), ReportError> {
    let inputs: Vec<Identity> = inputs.iter().filter_map(|input| Identity::of(input)).collect();
    new(path, &real(path)?, &inputs, targets)
}

/// Refuses an output that is one of these files already.
fn new(named: &Path, path: &Path, inputs: &[Identity], targets: &[Target]) -> Result<(), ReportError> {
    let said = || named.display().to_string();
    if Identity::of(named).is_some_and(|found| inputs.iter().any(|input| input.same(&found))) {
        return Err(ReportMsg::OutputIsInput { path: said() }.into());
    }
    // Names that differ in case only are one file on Windows and macOS.
    let folded = |path: &Path| path.to_string_lossy().to_lowercase();
    if targets.iter().any(|other| folded(&other.path) == folded(path)) {
        return Err(ReportMsg::OutputTwice { path: said() }.into());
    }
    Ok(())
}

/// Writes every target. All are written to their last byte before the first takes its name.
pub fn write_all(document: &Document<'_>, targets: &[Target]) -> Result<(), ReportError> {
    let _writing = Writing::start();
    let mut ready = Vec::with_capacity(targets.len());
    for target in targets {
        let mut out = BufWriter::with_capacity(1 << 16, Stoppable(target.open()?));
        (target.format.write)(document, &mut out).map_err(|error| target.failed(error))?;
        ready.push(out.into_inner().map_err(|error| target.cannot(error.into_error()))?.0);
    }
    for (target, file) in targets.iter().zip(ready) {
        super::stop::going_on().map_err(|error| target.cannot(error))?;
        file.commit().map_err(|error| target.cannot(error))?;
    }
    Ok(())
}

/// Writes texts to files. All are written to their last byte before the first takes its name.
pub fn write_texts(files: &[(PathBuf, String)]) -> Result<(), ReportError> {
    let mut ready = Vec::with_capacity(files.len());
    for (path, text) in files {
        let mut file = open(path).map_err(|error| cannot(path, error))?;
        file.write_all(text.as_bytes()).map_err(|error| cannot(path, error))?;
        ready.push((path, file));
    }
    ready.into_iter().try_for_each(|(path, file)| file.commit().map_err(|error| cannot(path, error)))
}

/// Writes a text that is for its owner alone.
pub fn write_sealed(path: &Path, text: &str) -> Result<(), ReportError> {
    let sealed = || {
        let mut file = open(path)?;
        close_to_others(&file)?;
        file.write_all(text.as_bytes())?;
        file.commit()
    };
    sealed().map_err(|error| cannot(path, error))
}

/// A file that has still to take its name. A link stays a link.
fn open(path: &Path) -> io::Result<AtomicWriteFile> {
    AtomicWriteFile::open(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

fn cannot(path: &Path, cause: io::Error) -> ReportError {
    let (path, why) = (path.display().to_string(), cause.to_string());
    ReportError::caused(ReportMsg::CannotWrite { path, why }, cause)
}

#[cfg(unix)]
fn close_to_others(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

/// On Windows a file has the rights of its folder.
#[cfg(not(unix))]
fn close_to_others(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Writes to a stream, as standard output. A reader that went away, as `head` does, is no failure.
pub fn print(document: &Document<'_>, format: &Format, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let flush = |out: &mut BufWriter<_>| out.flush().map_err(formats::failed);
    match (format.write)(document, &mut out).and_then(|()| flush(&mut out)) {
        Err(error) if error.is_broken_pipe() => {
            // What is left in the buffer has no reader either.
            let _ = out.into_parts();
            Ok(())
        }
        done => done,
    }
}

impl Target {
    fn new(named: &Path, known: &'static [Format]) -> Result<Target, ReportError> {
        let said = || named.display().to_string();
        if named == Path::new("-") {
            return Err(ReportMsg::OutputIsStandard.into());
        }
        if named.is_dir() {
            return Err(ReportMsg::IsFolder { path: said() }.into());
        }
        let Some(format) = formats::for_path(named, known) else {
            return Err(ReportMsg::UnknownEnding { path: said(), endings: formats::endings(known) }.into());
        };
        let path = real(named)?;
        Ok(Target { named: named.to_owned(), path, format })
    }

    fn open(&self) -> Result<AtomicWriteFile, ReportError> {
        AtomicWriteFile::open(&self.path).map_err(|error| self.cannot(error))
    }

    /// Gives an error of a format the name of the file.
    fn failed(&self, error: ReportError) -> ReportError {
        match error.cause {
            Some(cause) => self.cannot(cause),
            None => error,
        }
    }

    fn cannot(&self, cause: io::Error) -> ReportError {
        let path = self.named.display().to_string();
        // Access denied and sharing violation: what Windows says when Excel holds the file.
        let held = cfg!(windows) && matches!(cause.raw_os_error(), Some(5 | 32));
        let why = cause.to_string();
        let msg = if held { ReportMsg::OpenElsewhere { path } } else { ReportMsg::CannotWrite { path, why } };
        ReportError::caused(msg, cause)
    }
}

/// An output with links followed, in a folder that must be there.
fn real(named: &Path) -> Result<PathBuf, ReportError> {
    let path = fs::canonicalize(named).or_else(|_| {
        let folder = named.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::canonicalize(folder).map(|folder| folder.join(named.file_name().unwrap_or_default()))
    });
    path.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ReportMsg::NoFolder { path: named.display().to_string() }.into(),
        _ => cannot(named, error),
    })
}

/// What tells whether two names mean one file: the name with links followed, which also has the case that
/// stands on disk, and where the system has it the number of the file, which hard links share.
struct Identity {
    path: PathBuf,
    number: Option<(u64, u64)>,
}

impl Identity {
    fn of(path: &Path) -> Option<Identity> {
        let real = fs::canonicalize(path).ok()?;
        let number = fs::metadata(&real).ok().and_then(|meta| number(&meta));
        Some(Identity { path: real, number })
    }

    fn same(&self, other: &Identity) -> bool {
        self.path == other.path || (self.number.is_some() && self.number == other.number)
    }
}

#[cfg(unix)]
fn number(meta: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;
    use crate::text::Lang;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn said(result: Result<Vec<Target>, ReportError>) -> String {
        result.err().map(|error| error.msg.say(Lang::En)).unwrap_or_default()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn rejects_output_that_is_an_input_under_any_name() {
        let dir = folder();
        let input = dir.path().join("list.csv");
        fs::write(&input, "id\n1\n").expect("written");
        let inputs = [input.clone()];
        let roundabout = dir.path().join(".").join("list.csv");
        assert!(said(plan(&[roundabout], &inputs, formats::FORMATS)).contains("also an input"));
        #[cfg(unix)]
        {
            let (link, hard) = (dir.path().join("link.csv"), dir.path().join("hard.csv"));
            std::os::unix::fs::symlink(&input, &link).expect("a link");
            fs::hard_link(&input, &hard).expect("a link");
            assert!(said(plan(&[link], &inputs, formats::FORMATS)).contains("also an input"));
            assert!(said(plan(&[hard], &inputs, formats::FORMATS)).contains("also an input"));
        }
        assert_eq!(fs::read_to_string(&input).expect("still there"), "id\n1\n");
    }

    #[test]
    fn refuses_before_any_work_what_cannot_be_written() {
        let dir = folder();
        let at = |name: &str| dir.path().join(name);
        assert!(said(plan(&[at("out.xls")], &[], formats::FORMATS)).contains(".csv"));
        assert!(said(plan(&[at("none/out.csv")], &[], formats::FORMATS)).contains("no such folder"));
        assert!(said(plan(&[dir.path().to_owned()], &[], formats::FORMATS)).contains("is a folder"));
        assert!(said(plan(&[at("a.csv"), at("A.csv")], &[], formats::FORMATS)).contains("twice"));
        assert!(said(plan(&["-".into()], &[], formats::FORMATS)).contains("--format"));
        assert!(names(dir.path()).is_empty());
    }

    #[test]
    fn several_outputs_are_written_whole() {
        let dir = folder();
        let outputs = ["a.csv", "b.json", "c.md"].map(|name| dir.path().join(name));
        let targets = plan(&outputs, &[], formats::FORMATS).expect("fit");
        write_all(&Sample::new().document(), &targets).expect("written");
        assert_eq!(names(dir.path()), ["a.csv", "b.json", "c.md"]);
    }

    #[test]
    fn nothing_is_left_behind_and_nothing_changed_when_one_output_fails() {
        fn fails(_: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
            out.write_all(b"half").and(Err(io::Error::other("no room"))).map_err(formats::failed)
        }
        static FAILS: Format = Format { name: "fails", endings: &[], identified: false, fields: &[], write: fails };
        let dir = folder();
        let outputs = ["a.csv", "b.csv"].map(|name| dir.path().join(name));
        fs::write(&outputs[0], "before").expect("written");
        let mut targets = plan(&outputs, &[], formats::FORMATS).expect("fit");
        targets[1].format = &FAILS;
        let error = write_all(&Sample::new().document(), &targets).expect_err("no room");
        assert!(error.msg.say(Lang::En).contains("b.csv") && error.msg.say(Lang::En).contains("no room"));
        assert_eq!(names(dir.path()), ["a.csv"]);
        assert_eq!(fs::read_to_string(&outputs[0]).expect("still there"), "before");
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let sample = Sample::new();
        for format in formats::FORMATS {
            assert!(print(&sample.document(), format, &mut Gone).is_ok(), "{}", format.name);
        }
    }
}

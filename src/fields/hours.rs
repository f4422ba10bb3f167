//! Opening hours as people write them (`ma-vr 09:00-17:00; za 10:00-05:00`), added up to hours a week.

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// Opening hours in a week, in millionths of an hour; `None` when the text is not understood.
/// A closing time at or before the opening time is one of the next day.
pub fn per_week(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    if text == "24/7" {
        return Some(168_000_000);
    }
    let parts = text.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let minutes = parts.map(minutes_of).sum::<Option<i64>>()?;
    (minutes > 0 && minutes <= 7 * 24 * 60).then_some(minutes * 1_000_000 / 60)
}

fn minutes_of(part: &str) -> Option<i64> {
    let (days, hours) = part.split_once(char::is_whitespace)?;
    let (from, to) = hours.trim().split_once('-')?;
    let (from, to) = (minute(from)?, minute(to)?);
    let open = if to > from { to - from } else { to + 24 * 60 - from };
    Some(open * days_of(days)?)
}

fn days_of(days: &str) -> Option<i64> {
    let number = |day: &str| DAYS.iter().position(|known| *known == day);
    match days.split_once('-') {
        None => number(days).map(|_| 1),
        Some((first, last)) => Some((number(last)? as i64 - number(first)? as i64).rem_euclid(7) + 1),
    }
}

fn minute(time: &str) -> Option<i64> {
    let (hour, minute) = time.trim().split_once([':', '.'])?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_add_up_over_the_week() {
        assert_eq!(per_week("ma-vr 09:00-17:00"), Some(40_000_000));
        assert_eq!(per_week("ma-do 10:00-22:00; vr-za 10:00-05:00"), Some(86_000_000));
        assert_eq!(per_week("24/7"), Some(168_000_000));
        assert_eq!(per_week("do-zo 12:00-00:00"), Some(48_000_000));
        assert_eq!(per_week("op afspraak"), None);
    }
}

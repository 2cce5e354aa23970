"""Disclosure control: what a publication may say about small groups, and the proof that it says no more.

**What is hidden.** Counts up to the threshold of their kind (`thresholds.csv`; a municipality may have its own lines):
1 to 4, of sensitive things 0 to 9. A zero is shown where it is not sensitive and its base is shown and large enough;
"all of them" is "none of the rest", so the rest of every base is guarded like a count, printed or not. Then larger
counts beside them, as few as possible, because a total gives a single gap away. One mark stands for both, so that it
does not say which are the small ones. A share is shown where its numerator and its base are (`Pattern.shows`).

**Against whom.** A reader who has all tables and sentences of the publication and of former ones, who knows these
rules, and that counts are whole numbers, not negative, and not zero behind a mark where zeros are shown. Also any one
school that knows, besides, what it reported itself. Each is looked at alone: what two schools could find out by telling
each other is not looked at, nor what somebody knows of a single person.

**What is promised.** Every mark, and every small count that is printed nowhere but could be worked out, may be at
least three different whole numbers (`possible_values`) for each reader. What public figures give away without this
publication is not charged to it.

**What is not promised.** A total that is large enough is shown, and a school that takes its own part from it has what
all the others have together. A mark with no other near it is that of a small number, or of nearly all of the base: who
reported three of at most four knows that hardly anybody else was there. The difference between two editions of a
number that both show is a correction, told as such, and guarded by nothing.

**How it is proven.** Everything a reader knows is a relation: a sum of counts between two bounds (`relations.py`). All
of them make one system (`system.py`), because tables that share a number protect or betray each other. A count is safe
when other worlds were found, all whole numbers, in which every relation holds and the count is another
(`search.py`, `program.py`). One such world speaks for all cells and readers that it fits (`evidence.py`); only cells of
which it is not enough are asked alone. A count is called given away when its own programs, one for more and one for
less, find nothing further. A search that gives up counts as nothing found, never as safe.

**Who does what.** `suppression.py` chooses the pattern: each count that could be worked out gets the company by which
least is lost; where no mark can protect, lines are withheld with their zeros and totals, the nearest and smallest
first. It always ends, at the latest with nothing shown. `proof.py` is told what the finished files show and knows
nothing of how it was chosen. What it finds is named by key, reader and reason, never by number.

Imports numpy and scipy: import this package where a publication is made, not before.
"""

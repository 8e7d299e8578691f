#include "store/citations/xref_index.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/ids.h"
#include "store/documents/document_stats.h"

namespace codau::store {
namespace {

/// Hashes a key. A key may contain a title, and xref_due outlives the document: no title must stay
/// after its document is removed.
std::string hidden(const std::string& key) {
  constexpr std::size_t kEnough = 32;  // 128 bits
  return record::sha256(key).substr(0, kEnough);
}

std::string own_key(std::string_view doc_id) { return hidden(record::make_own_xref_key(doc_id)); }

/// Hashed keys, each with its KeyOwner.
using HiddenKeys = std::set<std::pair<std::string, std::int64_t>>;

HiddenKeys known_keys(const Connection& connection, std::string_view doc_id) {
  HiddenKeys out;
  Statement select(connection, "SELECT key,is_own FROM xref_keys WHERE doc_id = ?");
  select.bind(1, doc_id);
  while (select.step()) out.emplace(select.text(0), select.integer(1));
  return out;
}

KeysLexicon keys_by(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT has_keys FROM xref_facts WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? static_cast<KeysLexicon>(select.integer(0))
                                       : KeysLexicon::kNone;
}

void remove_keys(const Connection& connection, std::string_view doc_id) {
  Statement(connection, "DELETE FROM xref_keys WHERE doc_id = ?").bind(1, doc_id).step();
}

void put_key(const Connection& connection, std::string_view doc_id, const std::string& key,
             std::int64_t whose) {
  Statement insert(connection, "INSERT OR IGNORE INTO xref_keys VALUES(?,?,?)");
  insert.bind(1, doc_id).bind(2, key).bind(3, whose).step();
}

std::int64_t whose(const record::XrefFacts& facts) {
  return static_cast<std::int64_t>(record::is_firm(facts) ? KeyOwner::kFirm : KeyOwner::kOwn);
}

KeyChange due_by(std::int64_t whose) { return whose == 0 ? KeyChange::kCiting : KeyChange::kOwn; }

bool is_due(const Connection& connection, const std::string& key) {
  Statement select(connection, "SELECT 1 FROM xref_due WHERE key = ?");
  return select.bind(1, key).step();
}

/// Returns the facts as JSON; empty if there is no document row.
std::string facts_of(const record::Records& rows) {
  if (!has_document_row(rows)) return {};
  return record::to_json(record::extract_stored_xref_facts(record::extract_head(rows)));
}

record::XrefFacts read(const std::string& facts) {
  auto out = record::xref_facts_from_json(facts);
  if (!out) {
    throw Error(ErrorCode::kOutput,
                both("codau.db đã hỏng (bảng xref_facts)", "codau.db is damaged (xref_facts)"));
  }
  return std::move(*out);
}

/// Tells whether a document has the key that was not copied together with this one. Looks at 16
/// documents at most: if more have the key, one of them may be such a document.
bool is_shared(const Connection& connection, const std::string& key,
               const std::function<bool(const std::string&)>& was_copied) {
  constexpr int kEnough = 16;
  Statement select(connection, "SELECT doc_id FROM xref_keys WHERE key = ? LIMIT " +
                                   std::to_string(kEnough + 1));
  int seen = 0;
  bool shared = false;
  for (select.bind(1, key); select.step();)
    shared = shared || ++seen > kEnough || !was_copied(select.text(0));
  return shared;
}

// Selects the documents to compare. A key connects the documents that cite it with its owners: it
// counts while it has, or had, both. The key of a document alone selects that document. A new
// citation of firm owners selects none of the other documents that cite them.
constexpr const char* kChanged =
    "SELECT DISTINCT k.doc_id FROM (SELECT d.key,(d.is_own = 0 AND NOT EXISTS(SELECT 1 FROM"
    " xref_keys AS o WHERE o.key = d.key AND o.is_own = 1)) AS least FROM xref_due AS d WHERE"
    " (d.is_own <> 0 OR EXISTS(SELECT 1 FROM xref_keys AS o WHERE o.key = d.key AND o.is_own > "
    "0))"
    " AND (d.is_own <> 2 OR EXISTS(SELECT 1 FROM xref_keys AS o WHERE o.key = d.key AND o.is_own "
    "="
    " 0) OR 1 = (SELECT count(*) FROM (SELECT 1 FROM xref_keys AS o WHERE o.key = d.key LIMIT "
    "2))))"
    " AS key CROSS JOIN xref_keys AS k ON k.key = key.key AND k.is_own >= key.least ORDER BY 1";
// Selects the documents that the comparison depends on. Each key is joined once: thousands of
// documents may share a key, and all may have changed. Of the documents that cite a firm owner,
// only those that contradict it matter.
constexpr const char* kNeeded =
    "SELECT doc_id FROM temp.xref_changed UNION SELECT k.doc_id FROM (SELECT DISTINCT of.key,"
    "EXISTS(SELECT 1 FROM xref_keys AS o WHERE o.key = of.key AND o.is_own = 1) AS is_in_doubt"
    " FROM temp.xref_changed AS c CROSS JOIN xref_keys AS of ON of.doc_id = c.doc_id WHERE"
    " EXISTS(SELECT 1 FROM xref_keys AS o WHERE o.key = of.key AND o.is_own > 0) AND"
    " EXISTS(SELECT 1 FROM xref_keys AS o WHERE o.key = of.key AND o.is_own = 0)) AS key CROSS"
    " JOIN xref_keys AS k ON k.key = key.key WHERE k.is_own > 0 OR key.is_in_doubt OR EXISTS("
    "SELECT 1 FROM documents AS d WHERE d.doc_id = k.doc_id AND instr(d.flags,?)) ORDER BY 1";

}  // namespace

void XrefIndex::put_facts(std::string_view doc_id, const record::Records& rows) const {
  for (const auto& [key, whose] : known_keys(connection_, doc_id)) note_key(key, due_by(whose));
  put(doc_id, rows, "");
}

void XrefIndex::put_form(std::string_view doc_id, const record::Records& rows) const {
  put(doc_id, rows, found(doc_id));
}

void XrefIndex::put(std::string_view doc_id, const record::Records& rows,
                    std::string_view found) const {
  remove_keys(connection_, doc_id);
  Statement(connection_, "DELETE FROM xref_facts WHERE doc_id = ?").bind(1, doc_id).step();
  const std::string facts = facts_of(rows);
  if (facts.empty()) return;
  Statement insert(connection_, "INSERT INTO xref_facts VALUES(?,?,?,0)");
  insert.bind(1, doc_id).bind(2, facts).bind(3, found).step();
  put_key(connection_, doc_id, own_key(doc_id), whose(read(facts)));
  if (found.empty()) mark_due(doc_id);
}

bool XrefIndex::has_facts(std::string_view doc_id, const record::Records& rows) const {
  Statement select(connection_, "SELECT facts FROM xref_facts WHERE doc_id = ?");
  return (select.bind(1, doc_id).step() ? select.text(0) : std::string()) == facts_of(rows);
}

record::XrefFacts XrefIndex::facts(std::string_view doc_id) const {
  Statement select(connection_, "SELECT facts FROM xref_facts WHERE doc_id = ?");
  return read(select.bind(1, doc_id).step() ? select.text(0) : std::string());
}

std::string XrefIndex::lexicon() const {
  return connection_.value("SELECT value FROM state WHERE name = 'xref_by'");
}

std::vector<std::string> XrefIndex::documents(Which which) const {
  const char* const those = which == Which::kAll           ? ""
                            : which == Which::kWithoutKeys ? " WHERE has_keys <> 1 AND has_keys = 0"
                                                           : " WHERE has_keys <> 1";
  Statement select(connection_,
                   std::string("SELECT doc_id FROM xref_facts") + those + " ORDER BY 1");
  std::vector<std::string> out;
  while (select.step()) out.push_back(select.text(0));
  return out;
}

void XrefIndex::put_keys(const record::XrefFacts& facts, const record::XrefKeys& keys,
                         KeysLexicon by) const {
  const std::string own = own_key(facts.doc_id);
  HiddenKeys now{{own, whose(facts)}};
  for (const std::string& key : keys.own) now.emplace(hidden(key), whose(facts));
  for (const std::string& key : keys.cited) now.emplace(hidden(key), 0);
  if (const KeysLexicon was = keys_by(connection_, facts.doc_id); was != KeysLexicon::kNone) {
    const HiddenKeys before = known_keys(connection_, facts.doc_id);
    HiddenKeys differing;
    std::ranges::set_symmetric_difference(before, now, std::inserter(differing, differing.end()));
    for (const auto& [key, whose] : differing) note_key(key, due_by(whose));
    if (was == KeysLexicon::kOther || !differing.empty()) mark_due(facts.doc_id);
  }
  const bool is_told = is_due(connection_, own);
  remove_keys(connection_, facts.doc_id);
  for (const auto& [key, whose] : now) {
    put_key(connection_, facts.doc_id, key, whose);
    if (is_told) note_key(key, due_by(whose));
  }
  Statement done(connection_, "UPDATE xref_facts SET has_keys = ?2 WHERE doc_id = ?1");
  done.bind(1, facts.doc_id).bind(2, static_cast<std::int64_t>(by)).step();
}

void XrefIndex::put_lexicon(std::string_view lexicon) const {
  Statement put(connection_, "INSERT OR REPLACE INTO state VALUES('xref_by',?)");
  put.bind(1, lexicon).step();
}

XrefWork XrefIndex::work() const {
  connection_.run("DROP TABLE IF EXISTS temp.xref_changed");
  connection_.run(std::string("CREATE TEMP TABLE xref_changed AS ") + kChanged);
  XrefWork out;
  Statement changed(connection_, "SELECT doc_id FROM temp.xref_changed ORDER BY 1");
  while (changed.step()) out.changed.push_back(changed.text(0));
  Statement needed(connection_, kNeeded);
  needed.bind(1, record::kConflictFlag);
  while (needed.step()) out.needed.push_back(needed.text(0));
  return out;
}

void XrefIndex::settle() const { connection_.run("DELETE FROM xref_due"); }

bool XrefIndex::is_settled() const {
  return connection_.value("SELECT 1 FROM xref_due LIMIT 1").empty();
}

std::string XrefIndex::found(std::string_view doc_id) const {
  Statement select(connection_, "SELECT found FROM xref_facts WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string();
}

void XrefIndex::put_found(std::string_view doc_id, std::string_view digest) const {
  Statement put(connection_, "UPDATE xref_facts SET found = ?2 WHERE doc_id = ?1");
  put.bind(1, doc_id).bind(2, digest).step();
}

void XrefIndex::mark_other_lexicon(std::string_view doc_id) const {
  Statement put(connection_,
                "UPDATE xref_facts SET has_keys = 2 WHERE doc_id = ? AND has_keys = 1");
  put.bind(1, doc_id).step();
}

void XrefIndex::note_key(std::string_view key, KeyChange what) const {
  Statement due(connection_,
                "INSERT INTO xref_due VALUES(?1,?2) ON CONFLICT(key) DO UPDATE SET"
                " is_own = iif(is_own = ?2,?2,1)");
  due.bind(1, key).bind(2, static_cast<std::int64_t>(what)).step();
}

void XrefIndex::mark_due(std::string_view doc_id) const {
  note_key(own_key(doc_id), KeyChange::kOwn);
}

void XrefIndex::mark_cut(std::string_view doc_id) const {
  put_found(doc_id, "");
  mark_due(doc_id);
}

// `from` has compared its documents with each other. Only documents that were not copied from there
// are new to them.
void XrefIndex::copy(const XrefIndex& from, std::string_view doc_id,
                     const std::function<bool(const std::string&)>& was_copied) const {
  Statement facts(from.connection_, "SELECT facts,found,has_keys FROM xref_facts WHERE doc_id = ?");
  if (!facts.bind(1, doc_id).step()) return;
  if (lexicon().empty()) put_lexicon(from.lexicon());
  const bool has_keys = facts.integer(2) == static_cast<std::int64_t>(KeysLexicon::kBook) &&
                        from.lexicon() == lexicon();
  Statement insert(connection_, "INSERT INTO xref_facts VALUES(?,?,?,?)");
  insert.bind(1, doc_id).bind(2, facts.text(0)).bind(3, facts.text(1));
  insert.bind(4, std::int64_t{has_keys}).step();
  if (!has_keys) {
    put_key(connection_, doc_id, own_key(doc_id), whose(read(facts.text(0))));
    return mark_due(doc_id);
  }
  for (const auto& [key, whose] : known_keys(from.connection_, doc_id)) {
    if (is_shared(connection_, key, was_copied)) {
      note_key(key, due_by(whose));
      mark_due(doc_id);
    }
    Statement due_there(from.connection_, "SELECT is_own FROM xref_due WHERE key = ?");
    if (due_there.bind(1, key).step()) {
      const std::int64_t what = due_there.integer(0);
      note_key(key, what == 0 || what == 2 ? static_cast<KeyChange>(what) : KeyChange::kEither);
    }
    put_key(connection_, doc_id, key, whose);
  }
}

}  // namespace codau::store

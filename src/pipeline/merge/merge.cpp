#include "pipeline/merge/merge.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "export/target/target_guard.h"
#include "io/atomic_file.h"
#include "io/file_lock.h"
#include "io/temp_file.h"
#include "pipeline/edits/cross_references.h"
#include "pipeline/edits/document_copies.h"
#include "pipeline/edits/hand_strips.h"
#include "pipeline/edits/learnt.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/merge/joinable.h"
#include "pipeline/merge/joined_lexicons.h"
#include "pipeline/output/file_copy.h"
#include "pipeline/output/file_faults.h"
#include "pipeline/output/manifest.h"
#include "pipeline/output/notes.h"
#include "pipeline/output/output_files.h"
#include "pipeline/output/output_guard.h"
#include "pipeline/output/publish.h"
#include "pipeline/output/run_origin.h"
#include "record/citations/xref.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/edits/hand_store.h"
#include "store/merge_source.h"
#include "store/schema/database_identity.h"
#include "store/store.h"
#include "store/store_reader.h"
#include "text/lexicon.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

/// Returns each folder once, without the target.
std::vector<fs::path> distinct(const std::vector<fs::path>& given, const fs::path& out) {
  std::vector<fs::path> folders;
  for (const fs::path& one : given) {
    const auto is_same = [&](const fs::path& other) { return exports::is_same_file(one, other); };
    if (!is_same(out) && std::ranges::none_of(folders, is_same)) folders.push_back(one);
  }
  if (folders.empty()) {
    exports::refuse_overwrite(out, both("không có kết quả nào khác để gộp vào đây",
                                        "there is no other output to be joined to it"));
  }
  return folders;
}

/// Refuses a target inside a merged output. Outputs are only read, and a user may delete them after
/// the merge.
void refuse_inside(const fs::path& out, const std::vector<fs::path>& folders) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(out, error), error);
  for (const fs::path& folder : folders) {
    const fs::path inner = real.lexically_relative(fs::weakly_canonical(folder, error));
    if (inner.empty() || *inner.begin() == "..") continue;
    exports::refuse_overwrite(out, both("nằm trong một kết quả được gộp; chọn thư mục khác",
                                        "lies in an output that is joined; name another folder"));
  }
}

OutputFacts facts_of(const store::MergeSource& other) {
  return {other.folder(), other.is_finished(), !other.documents().empty(), other.origin(),
          other.has_unsettled_edits()};
}

/// Checks that the folders to copy are real folders of the output. Throws Error{kOutput}.
void require_own_folders(const fs::path& folder) {
  for (const char* const name : {"text", "pdf", "signed", "debug", "lexicon"}) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(folder / name, error);
    if (fs::is_directory(status) || status.type() == fs::file_type::not_found) continue;
    throw Error(
        ErrorCode::kOutput,
        (folder / name).string() + both(": không phải thư mục của chính kết quả này; không gộp",
                                        ": is no folder of this output itself; it is not joined"));
  }
}

/// Examines all outputs before anything is written. A second thread does every other one.
std::vector<OutputFacts> look_at(const std::vector<fs::path>& folders) {
  std::vector<OutputFacts> out(folders.size());
  std::vector<std::optional<Error>> errors(folders.size());
  const auto look_from = [&](std::size_t first) {
    for (std::size_t i = first; i < folders.size(); i += 2) {
      errors[i] = catch_error([&] {
        require_own_folders(folders[i]);
        const store::MergeSource other(folders[i]);
        other.require_sound();
        out[i] = facts_of(other);
      });
      if (errors[i]) return;
    }
  };
  {
    const io::ScopedSignalBlock inherited;  // signals are for the main thread
    const auto others = std::async(std::launch::async, look_from, 1);
    look_from(0);
  }
  for (const auto& error : errors) {
    if (error) throw Error(*error);
  }
  return out;
}

/// Locks the outputs against other writers, as a run locks its own. Throws Error{kOutput} if a run
/// holds an output. An output in a read-only folder is not locked.
class HeldOutputs {
 public:
  explicit HeldOutputs(const std::vector<fs::path>& folders) {
    for (const fs::path& folder : folders) {
      const fs::path file = folder / "codau.db";
      if (::access(folder.c_str(), W_OK) == 0 && ::access(file.c_str(), F_OK) == 0) {
        locks_.push_back(std::make_unique<io::FileLock>(file.string() + ".lock", file));
      } else {
        others_.emplace_back(folder, state_of(folder));
      }
    }
  }

  /// Throws Error{kOutput} if an output that is not locked was written to.
  void require_unchanged() const {
    for (const auto& [folder, state] : others_) {
      if (state_of(folder) == state) continue;
      throw Error(
          ErrorCode::kOutput,
          folder.string() +
              both(": đã bị ghi trong lúc gộp; khi không còn ai ghi, hãy gộp lại từ đầu vào "
                   "một thư mục khác",
                   ": was written to while it was joined; when nobody writes any more, "
                   "join all anew into another folder"));
    }
  }

 private:
  static std::string state_of(const fs::path& folder) {
    std::string out;
    for (const char* const name :
         {"codau.db", "codau.db-wal", "pages.db", "pages.db-wal", "hand.db", "hand.db-wal"}) {
      struct stat status {};
      if (::stat((folder / name).c_str(), &status) == 0) {
        out += std::to_string(status.st_ino) + ':' + std::to_string(status.st_size) + ':' +
               std::to_string(status.st_mtim.tv_sec) + '.' + std::to_string(status.st_mtim.tv_nsec);
      }
      out += ' ';
    }
    return out;
  }

  std::vector<std::unique_ptr<io::FileLock>> locks_;
  std::vector<std::pair<fs::path, std::string>> others_;
};

/// Merges the word tables; those of `out` come first. Throws Error{kUsage} if tables differ, unless
/// `mixed`.
JoinedLexicons lexicons_of(std::vector<fs::path> folders, const fs::path& out, bool mixed) {
  folders.insert(folders.begin(), out);
  JoinedLexicons lexicons = join_lexicons(folders);
  if (!mixed && !lexicons.conflicts.empty()) {
    throw Error(ErrorCode::kUsage,
                lexicons.conflicts.front() +
                    both("; hãy làm cho hai bảng từ giống nhau rồi chạy lại codau run cho kết quả "
                         "đó, hoặc dùng --mixed để giữ bảng thứ hai",
                         "; make the tables of words alike and run codau run on that output again, "
                         "or keep the second one with --mixed"));
  }
  return lexicons;
}

OutputFacts facts_of_target(const fs::path& out) {
  std::error_code error;
  if (!fs::exists(out / "codau.db", error)) return {};
  const store::Store store(out / "codau.db");
  return {out, store.was_finished(), store.count(record::TableId::kDocuments) > 0, store.origin(),
          store.had_unsettled_edits()};
}

/// The rejects of all outputs.
class Rejects {
 public:
  /// Adds a reject. If it has no origin, `origin` and `output` are set. Skips the reject if
  /// `is_of_lost` is true: a page reject of a dropped reading whose page the other reading has.
  void add(const std::string& json, const std::string& origin, const std::string& output,
           const std::function<bool(const Reject&)>& is_of_lost = {}) {
    auto reject = reject_from_json(json);
    if (!reject || (is_of_lost && is_of_lost(*reject))) return;
    if (reject->origin.empty() && !origin.empty())
      std::tie(reject->origin, reject->output) = std::pair(origin, output);
    all_.push_back(std::move(*reject));
  }

  /// Drops page rejects of a document if the new reading has the pages.
  void forget_pages(const store::Store& store, const std::string& doc_id) {
    std::erase_if(all_, [&](const Reject& reject) {
      const bool is_read = reject.doc_id == doc_id && is_of_read_page(store, reject);
      if (is_read) forgotten_.insert(reject.file);
      return is_read;
    });
  }
  static bool is_of_read_page(const store::Store& store, const Reject& reject) {
    return reject.stage == RejectStage::kPage && reject.page &&
           has_page(store, reject.doc_id, *reject.page);
  }

  /// Drops rejects of unreadable files that an output reported before, since it is asked again.
  /// Rejects of documents stay, as other outputs may have reported the same (merge_rejects()).
  void forget(const std::string& origin, const std::string& output) {
    std::erase_if(all_, [&](const Reject& reject) {
      const bool is_told_again = reject.doc_id.empty() && !reject.origin.empty() &&
                                 (reject.origin == origin || reject.origin == output);
      if (is_told_again) forgotten_.insert(reject.file);
      if (reject.is_namesake) namesakes_.insert(reject.file);
      return is_told_again;
    });
  }

  /// Stores the rejects. For a document with several names, the first name is used, as in one run.
  void keep(store::Store& store, const fs::path& out) {
    std::set<std::string> files = forgotten_;
    for (Reject& reject : all_) {
      files.insert(reject.file);
      if (reject.stage == RejectStage::kInput || !store.has_document(reject.doc_id)) continue;
      if (reject.stage == RejectStage::kPage && is_fully_read(store.fingerprint(reject.doc_id))) {
        reject.file.clear();  // another output has read the page
        continue;
      }
      if (reject.stage == RejectStage::kExport && store.pdf(reject.doc_id)) {
        reject.file.clear();  // or has made the PDF
        continue;
      }
      if (std::string first = first_name(store, reject); !first.empty())
        reject.file = std::move(first);
    }
    std::erase_if(all_, [](const Reject& reject) { return reject.file.empty(); });
    mark_namesakes();
    all_ = merge_rejects(std::move(all_));
    std::map<std::string, std::vector<std::string>> by_file;
    for (const std::string& file : files) by_file[file];
    for (const Reject& reject : all_) by_file[reject.file].push_back(to_json(reject));
    store.begin_batch();
    for (const auto& [file, list] : by_file) store.put_rejects(file, list);
    store.commit();
    save_rejects({}, {}, {}, store, out);
  }

  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
  [[nodiscard]] std::uint64_t pages() const {
    return count([](const Reject& reject) { return reject.stage == RejectStage::kPage; });
  }
  /// Returns the number of unreadable files.
  [[nodiscard]] std::uint64_t closed_files() const {
    return count([](const Reject& reject) {
      return reject.stage == RejectStage::kInput && reject.doc_id.empty();
    });
  }

 private:
  [[nodiscard]] std::uint64_t count(bool (*is_meant)(const Reject&)) const {
    return static_cast<std::uint64_t>(std::ranges::count_if(all_, is_meant));
  }

  /// Returns the first name with the same pages as the file of the reject. Returns an empty text if
  /// no name matches.
  static std::string first_name(const store::Store& store, const Reject& reject) {
    using record::Sources;
    std::vector<std::pair<std::string, std::optional<std::int64_t>>> names;
    for (const record::Row& row : store.rows_of(reject.doc_id, record::TableId::kSources)) {
      const record::ConstCells<Sources> source(row);
      names.emplace_back(source.text(Sources::source_path), source.get(Sources::page_from));
    }
    const auto own =
        std::ranges::find(names, reject.file, [](const auto& one) { return one.first; });
    if (own == names.end()) return {};
    return std::ranges::find(names, own->second, [](const auto& one) { return one.second; })->first;
  }

  void mark_namesakes() {
    for (const Reject& reject : all_) {
      if (reject.is_namesake) namesakes_.insert(reject.file);
    }
    for (Reject& reject : all_)
      reject.is_namesake = !reject.origin.empty() && namesakes_.contains(reject.file);
  }

  std::vector<Reject> all_;
  std::set<std::string> forgotten_;  // files of dropped rejects
  std::set<std::string> namesakes_;  // files whose path another file has too (Reject)
};

class Merge {
 public:
  Merge(const MergeOptions& options, const std::vector<OutputFacts>& outputs,
        const JoinedLexicons& lexicons)
      : out_(options.out), store_((io::make_folder(options.out), options.out / "codau.db")) {
    begin(outputs, lexicons);
    copier_.emplace(options.link ? FileCopier::How::kLinks : FileCopier::How::kCopies);
    lexicon_.emplace(list_lexicon_folders(options.home, out_, {}));
    store_.for_each_reject([&](auto, const std::string& one) { rejects_.add(one, {}, {}); });
  }

  void join(const store::MergeSource& other) {
    ++report_.outputs;
    ours_.clear();
    other_ = &other;
    give_up(other);
    std::vector<std::string> documents = other.documents();
    // A removed document takes its sub-documents with it; these are then merged again.
    std::stable_partition(documents.begin(), documents.end(), [&](const std::string& one) {
      return other.first_documents(one).empty();
    });
    const std::set<std::string> out = out_of_it(other, documents);
    claim_results(other, documents, out);
    for (const std::string& doc_id : documents) {
      if (out.contains(doc_id)) continue;
      join(other, doc_id);
      if (++gathered_ >= kEnoughDocuments || copier_->bytes() > kEnoughBytes) commit();
    }
    commit();  // the other output is closed soon
    other_ = nullptr;
    join_edits(other, documents, out);
    join_inputs(other.pages());
    join_rejects(other);
    const std::set<std::string> forms = find_record_formats(other.folder());
    forms_.insert(forms.begin(), forms.end());
    manifests_.push_back(other.folder() / "manifest.json");
  }

  MergeReport finish(const std::function<void(const Message&)>& note) {
    commit();
    copier_.reset();
    const std::vector<std::string> lacking = find_lacking_files();
    for (const std::string& doc_id : of_two_) {
      if (!is_fully_read(store_.fingerprint(doc_id))) note_pages_elsewhere(store_, doc_id);
    }
    for (const std::string& doc_id : divided_otherwise_) store_.forget_fingerprint(doc_id);
    static_cast<void>(judge_names(store_, *lexicon_, learnt_, true));
    store_.commit();
    update_strips(store_, nullptr, of_two_);
    write_cross_references(store_, out_, *lexicon_);
    rejects_.keep(store_, out_);
    report_.rejects = rejects_.size();
    write_manifest(publish(note));
    store::OutputOrigin origin = store_.origin();
    origin.shards = mark_joined_shards(origin.shards);
    store_.finish(&origin);  // until then the output counts as unfinished
    for (const auto& lines :
         {describe_other_lexicon(out_, store_.xref().lexicon(), *lexicon_),
          describe_partly_read(in_part_), describe_type_conflicts(of_two_types_),
          describe_missing_files(lacking),
          describe_division_conflicts({divided_otherwise_.begin(), divided_otherwise_.end()})}) {
      for (const Message& line : lines) note(line);
    }
    return report_;
  }

 private:
  static constexpr std::size_t kEnoughDocuments = 400;
  static constexpr std::uint64_t kEnoughBytes = std::uint64_t{256} << 20U;

  /// Marks the output as unfinished from here on, in case of a kill.
  void begin(const std::vector<OutputFacts>& outputs, const JoinedLexicons& lexicons) {
    remove_stale_files(out_, store_.was_finished());
    store::OutputOrigin origin = store_.origin();
    for (const OutputFacts& one : outputs) {
      origin.shards.push_back(make_merging_mark(one.folder));
      origin.keys.insert(origin.keys.end(), one.origin.keys.begin(), one.origin.keys.end());
    }
    store_.set_origin(origin);
    // Existing documents fix the lexicons: other lexicons would make all documents again.
    if (store_.count(record::TableId::kDocuments) == 0) save_lexicons(lexicons, out_);
    learnt_ = load_learnt(out_);
    for (const OutputFacts& one : outputs) {
      const record::LearntNames theirs = load_learnt(one.folder);
      for (const std::string& form : theirs.forms()) learnt_.add(form);
    }
    if (learnt_.keys() != load_learnt(out_).keys()) save_learnt(out_, learnt_);
  }

  void join(const store::MergeSource& other, const std::string& doc_id) {
    const bool is_here = store_.has_document(doc_id) || !store_.fingerprint(doc_id).empty();
    if (!is_here && is_behind_another(other, doc_id)) return;
    if (is_here) {  // the document may be among the new ones
      copier_->wait();
      take_newcomers();
    }
    const ReadingChoice choice = is_here ? better(other, doc_id) : ReadingChoice{true};
    if (choice.loses_pages) in_part_.push_back(doc_id);
    if (is_here) of_two_.insert(doc_id);
    if (!choice.types.empty()) of_two_types_.push_back(doc_id + ": " + choice.types);
    if (is_here && !has_same_division(other, store_, doc_id))
      return join_divided(other, doc_id, choice.is_theirs);
    if (choice.is_theirs) {
      const LocalState before =
          is_here ? load_local_state(store_, doc_id) : LocalState{store_.edits(doc_id), {}};
      take(other, doc_id);
      if (is_here) {
        take_newcomers();
        rejects_.forget_pages(store_, doc_id);
      }
      if (is_here || !before.edits.empty()) extend(before, doc_id);
      ++(is_here ? report_.extended : report_.taken);
      return;
    }
    if (store_.fingerprint(doc_id) != other.fingerprint(doc_id)) ours_.insert(doc_id);
    if (!is_fully_read(store_.fingerprint(doc_id))) {  // the next run can use the pages of both
      store_.begin_batch();
      store_.pages().take(other.pages(), doc_id);
    }
    store_.hand().take(other.hand(), doc_id);
    extend(other, doc_id) ? ++report_.extended : ++report_.known;
  }

  ReadingChoice better(const store::MergeSource& other, const std::string& doc_id) {
    const FileFaults ours = faults(doc_id);
    const FileFaults theirs =
        find_file_faults(other.results().paths(doc_id), other.known_files(doc_id));
    if (ours.has_any() || theirs.has_any()) in_doubt_.insert(doc_id);
    return choose_reading(other, store_, doc_id, {ours, theirs});
  }

  /// Merges two copies of a file that are divided differently. One division stays, with the human
  /// edits of both. The next run gives each edit to the document that has its row.
  void join_divided(const store::MergeSource& other, const std::string& doc_id, bool is_theirs) {
    const std::vector<std::string> ours = store_.sub_documents(doc_id),
                                   theirs = other.sub_documents(doc_id);
    LocalState more =
        is_theirs ? load_local_state(store_, doc_id) : load_local_state(other, doc_id);
    std::vector<std::string> gone;
    for (const std::string& lost : is_theirs ? ours : theirs) {
      if (std::ranges::binary_search(is_theirs ? theirs : ours, lost)) continue;
      const LocalState of_lost =
          is_theirs ? load_local_state(store_, lost) : load_local_state(other, lost);
      more.edits = merge_edits(more.edits, make_carried_edits(of_lost, lost, doc_id));
      if (is_theirs) gone.push_back(lost);
    }
    for (const std::string& lost : gone) store_.put_edits(lost, {});
    if (is_theirs) {
      take(other, doc_id);
    } else {
      ours_.insert(doc_id);
    }
    extend(more, doc_id);
    divided_otherwise_.insert(doc_id);
    ++report_.extended;
  }

  /// Reserves names before any file is copied. If both have a document, the stem that sorts first
  /// stays.
  void claim_results(const store::MergeSource& other, const std::vector<std::string>& documents,
                     const std::set<std::string>& out) {
    std::vector<store::NamedDocument> all;
    for (const std::string& doc_id : documents) {
      if (out.contains(doc_id)) continue;
      const std::string here = store_.results().stem(doc_id);
      std::string stem = other.results().stem(doc_id);
      if (stem.empty()) stem = doc_id;  // an older codau has left no files
      all.push_back({doc_id, here.empty() ? std::move(stem) : std::min(here, stem)});
    }
    store_.commit();
    store_.claim_results(all);
  }

  /// Returns true if the reading of the file here stays and has no such document. Only the human
  /// edits of the document are then kept.
  bool is_behind_another(const store::MergeSource& other, const std::string& doc_id) {
    const std::vector<std::string> firsts = other.first_documents(doc_id);
    const bool is = !firsts.empty() && std::ranges::all_of(firsts, [&](const std::string& one) {
      return ours_.contains(one);
    });
    if (!is) return false;
    if (std::ranges::any_of(
            firsts, [&](const std::string& one) { return divided_otherwise_.contains(one); }))
      return true;  // the first document has the human edits
    const std::vector<std::string> before = store_.edits(doc_id);
    const std::vector<std::string> edits = merge_edits(before, other.edits(doc_id));
    if (edits != before) {
      store_.begin_batch();
      store_.put_edits(doc_id, edits);
    }
    return true;
  }

  /// Returns the documents that stay removed, with their sub-documents.
  [[nodiscard]] std::set<std::string> out_of_it(const store::MergeSource& other,
                                                const std::vector<std::string>& documents) const {
    std::set<std::string> out;
    for (const std::string& doc_id : documents) {
      const std::string why = store_.find_tombstone(doc_id);
      if (why == "removed" || why == "secret") out.insert(doc_id);
      for (const std::string& first : other.first_documents(doc_id)) {
        const std::string of_first = store_.find_tombstone(first);
        if (of_first == "removed" || of_first == "secret") out.insert(doc_id);
      }
    }
    return out;
  }

  /// Copies files before rows (commit()): after a kill in between, the files are copied again.
  void take(const store::MergeSource& other, const std::string& doc_id) {
    const std::vector<std::string> further = store_.sub_documents(doc_id);
    if (!further.empty()) copier_->wait();
    for (const std::string& behind : further)
      store::remove_result_files(out_, store_.results().name(behind));
    if (store_.results().stem(doc_id).empty()) {  // it belonged to a file that was replaced
      commit();
      claim_results(other, {doc_id}, {});
    }
    const store::ResultPaths from = other.results().paths(doc_id),
                             to = store_.results().paths(doc_id);
    copier_->add({{from.text, to.text}, {from.pdf, to.pdf}, {from.original, to.original}},
                 [this, doc_id, from, known = other.known_files(doc_id)] {
                   if (find_file_faults(from, known).has_any()) taken_in_doubt_.insert(doc_id);
                 });
    has_files_ = true;
    newcomers_.push_back(doc_id);
  }

  /// Takes the rows of many documents at once, which halves the cost.
  void take_newcomers() {
    if (newcomers_.empty()) return;
    store_.begin_batch();
    const std::vector<std::string> doc_ids = std::exchange(newcomers_, {});
    const auto error = catch_error([&] { store_.take(*other_, doc_ids); });
    if (!error) return;
    other_->require_sound();  // one connection reads both, and its errors name the own store
    if (error->code() != ErrorCode::kInternal) throw Error(*error);
    const fs::path file = other_->folder() / "codau.db";  // rows that codau did not write
    throw Error(ErrorCode::kOutput, file.string() + ": " + store::make_damaged_file_message(file));
  }

  bool extend(const store::MergeSource& other, const std::string& doc_id) {
    if (store_.edits(doc_id) == other.edits(doc_id) &&
        store_.fingerprint(doc_id) == other.fingerprint(doc_id)) {
      return false;
    }
    return extend(load_local_state(other, doc_id), doc_id);
  }

  bool extend(const LocalState& more, const std::string& doc_id) {
    copier_->wait();
    take_newcomers();
    store_.begin_batch();
    const ExtensionReport extension = extend_document(store_, *lexicon_, more, doc_id);
    report_.open += extension.open;
    return extension.is_new;
  }

  void commit() {
    take_newcomers();
    copier_->wait();
    if (has_files_) io::sync_files(out_);
    store_.commit();
    gathered_ = 0;
    has_files_ = false;
  }

  /// Merges edits of documents that are missing or stay removed. Restoring a document then brings
  /// back the edits of all outputs, whatever their order.
  void join_edits(const store::MergeSource& other, const std::vector<std::string>& documents,
                  const std::set<std::string>& out) {
    const std::set<std::string> joined(documents.begin(), documents.end());
    for (const std::string& doc_id : other.edited()) {
      if (joined.contains(doc_id) && !out.contains(doc_id)) continue;
      if (store_.find_tombstone(doc_id) != "secret")
        extend(LocalState{other.edits(doc_id), {}}, doc_id);
    }
  }

  /// Removes documents that the other output has removed, or found to be secret. Documents that it
  /// could not read may exist elsewhere.
  void give_up(const store::MergeSource& other) {
    std::map<std::string, std::vector<std::string>> by_reason;
    for (const auto& [doc_id, why] : other.tombstones()) {
      const std::string here = store_.find_tombstone(doc_id);
      const bool holds = why == "removed" || why == "secret";
      const bool is_here = store_.has_document(doc_id);
      const bool is_known =
          here == why || here == "secret" || (here == "removed" && why != "secret");
      if (is_known || (!holds && is_here)) continue;
      by_reason[why].push_back(doc_id);
      report_.removed += is_here ? 1 : 0;
    }
    for (const auto& [why, doc_ids] : by_reason) {
      commit();
      for (const std::string& doc_id : doc_ids) remove_results(out_, store_, doc_id);
      store_.remove_documents(doc_ids, why);
    }
  }

  /// Adds the inputs of the other output, which keep their origin. Their files may be missing here
  /// and never count as gone.
  void join_inputs(const store::PageStore& pages) {
    const std::string here = store_.pages().identity(), there = pages.identity();
    pages.for_each_input([&](store::SeenInput input) {
      if (!here.empty() && input.origin == here) return;  // came from here
      if (input.origin.empty()) input.origin = there.empty() ? "unknown" : there;
      const auto is_known = [&](const store::SeenInput& one) {
        return one == input || (one.origin.empty() && one.sha256 == input.sha256 &&
                                is_same_identity(one.stamp, input.stamp));
      };
      if (std::ranges::none_of(store_.pages().inputs(input.file), is_known) &&
          std::ranges::none_of(store_.pages().inputs_of_others(input.file), is_known))
        store_.pages().save_input(input);
    });
  }

  /// Adds rejects. An output that has read nothing is identified by its folder.
  void join_rejects(const store::MergeSource& other) {
    std::error_code error;
    const fs::path place = fs::weakly_canonical(other.folder(), error);
    const std::string output = (error ? other.folder() : place).string();
    std::string origin = other.pages().identity();
    if (origin.empty()) origin = output;
    if (origin == store_.pages().identity()) origin.clear();  // a copy of this output
    rejects_.forget(origin, output);
    const auto is_of_lost = [this](const Reject& reject) {
      return ours_.contains(reject.doc_id) && Rejects::is_of_read_page(store_, reject);
    };
    other.for_each_reject(
        [&](auto, const std::string& one) { rejects_.add(one, origin, output, is_of_lost); });
  }

  /// Writes the manifest, with the content of the one that it replaces.
  void write_manifest(const PublishedRecords& published) {
    std::set<std::pair<std::string, std::string>> inputs;  // path and SHA-256
    store_.pages().for_each_input([&](const store::SeenInput& input) {
      if (!input.is_past) inputs.emplace(input.path, input.sha256);
    });
    const std::vector<std::string> documents = store_.documents();  // one query
    const auto stays = [&](const std::string& doc_id, bool rejected) {
      if (rejected) return store_.find_tombstone(doc_id) != "removed";
      return std::ranges::binary_search(documents, doc_id) || !store_.fingerprint(doc_id).empty();
    };
    std::vector<fs::path> manifests{out_ / "manifest.json"};
    manifests.insert(manifests.end(), manifests_.begin(), manifests_.end());
    const std::string text = merge_manifests(
        manifests, {published, manifests_.size(), inputs.size() + rejects_.closed_files(),
                    rejects_.pages(), report_.rejects, stays});
    io::write_atomically(out_ / "manifest.json", text);
  }

  [[nodiscard]] FileFaults faults(const std::string& doc_id) const {
    return find_file_faults(store_.results().paths(doc_id), store_.known_files(doc_id));
  }

  /// Returns documents whose files are faulty in all outputs. Removes empty texts, so that the next
  /// run makes them again. Keeps texts that people may have written.
  std::vector<std::string> find_lacking_files() {
    std::vector<std::string> out;
    in_doubt_.merge(taken_in_doubt_);
    for (const std::string& doc_id : in_doubt_) {
      if (!store_.has_document(doc_id) && store_.fingerprint(doc_id).empty()) continue;
      const FileFaults here = faults(doc_id);
      if (!here.has_any()) continue;
      out.push_back(doc_id);
      const fs::path text = store_.results().paths(doc_id).text;
      std::error_code error;
      if (here.text && fs::file_size(text, error) == 0) remove_tree(text);
    }
    return out;
  }

  PublishedRecords publish(const std::function<void(const Message&)>& note) {
    const std::set<std::string> here = find_record_formats(out_);
    forms_.insert(here.begin(), here.end());
    if (is_small_store(store_))
      return forms_.empty() ? count_records(store_) : publish_records(store_, out_, forms_);
    remove_records(out_);  // they are outdated
    if (store_.has_new_rows()) note(describe_large_output(out_));
    return count_records(store_);
  }

  const fs::path& out_;
  store::Store store_;
  std::optional<text::Lexicon> lexicon_;
  record::LearntNames learnt_;  ///< confirmed names of all outputs
  Rejects rejects_;
  std::set<std::string> forms_;
  std::set<std::string> ours_;        // documents of the current output whose reading here stays
  std::set<std::string> of_two_;      // documents that `out` had before
  std::vector<std::string> in_part_;  // documents with different pages in two outputs
  std::vector<std::string> of_two_types_;
  std::set<std::string> divided_otherwise_;  // first documents of their files
  std::set<std::string> in_doubt_;        // Documents with find_file_faults() in a merged output.
  std::set<std::string> taken_in_doubt_;  // likewise, found by the copying thread
  std::vector<fs::path> manifests_;
  const store::MergeSource* other_ = nullptr;  // current output
  std::vector<std::string> newcomers_;         // its documents whose rows are not stored yet
  MergeReport report_;
  std::size_t gathered_ = 0;
  bool has_files_ = false;            // files that are not durable yet
  std::optional<FileCopier> copier_;  // destroyed first, as its thread uses the other members
};

}  // namespace

MergeReport merge_outputs(const MergeOptions& options,
                          const std::function<void(const Message&)>& note) {
  const std::vector<fs::path> folders = distinct(options.outputs, options.out);
  RunOptions places;
  places.inputs = folders;
  places.out = options.out;
  check_output_places(places);
  refuse_inside(options.out, folders);
  const HeldOutputs held(folders);
  const std::vector<OutputFacts> outputs = look_at(folders);
  const OutputFacts target = facts_of_target(options.out);
  const std::vector<Message> doubts = require_joinable(outputs, target, options.mixed);
  const JoinedLexicons lexicons = lexicons_of(folders, options.out, options.mixed);
  std::optional<store::MergeSource> other;  // destroyed last: it removes the side files of SQLite
  Merge merge(options, outputs, lexicons);
  for (const auto& lines : {doubts, lexicons.conflicts}) {
    for (const Message& one : lines) note(one);
  }
  for (const fs::path& folder : folders) merge.join(other.emplace(folder));
  held.require_unchanged();
  const MergeReport report = merge.finish(note);
  const store::StoreReader joined(options.out / "codau.db", store::Footprint::kNone);
  for (const Message& one : describe_only_read(joined.count_without_rows())) note(one);
  return report;
}

}  // namespace codau::pipeline

#include "pipeline/run.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "io/atomic_file.h"
#include "io/file_lock.h"
#include "io/temp_file.h"
#include "pipeline/edits/cross_references.h"
#include "pipeline/edits/learnt.h"
#include "pipeline/inputs/join_folders.h"
#include "pipeline/inputs/metadata.h"
#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/inputs/source_catalogue.h"
#include "pipeline/jobs/document_stage.h"
#include "pipeline/jobs/older_documents.h"
#include "pipeline/jobs/probes.h"
#include "pipeline/jobs/progress_counter.h"
#include "pipeline/jobs/scheduler.h"
#include "pipeline/output/job_queue.h"
#include "pipeline/output/manifest.h"
#include "pipeline/output/notes.h"
#include "pipeline/output/output_files.h"
#include "pipeline/output/output_guard.h"
#include "pipeline/output/publish.h"
#include "pipeline/output/run_origin.h"
#include "pipeline/output/run_status.h"
#include "pipeline/output/worker_engines.h"
#include "pipeline/prune.h"
#include "record/edits/human_edit.h"
#include "record/schema/ids.h"
#include "store/edits/hand_store.h"
#include "store/store.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

WorkerOptions workers_of(const RunOptions& options) {
#ifdef CODAU_SANITIZED
  constexpr std::uint64_t memory = 0;  // no limit, as sanitizers reserve terabytes
#else
  const std::uint64_t memory = options.memory_page;
#endif
  return {options.worker, std::max(options.jobs, 1U), memory};
}

void note(const RunHooks& hooks, const std::vector<Message>& lines) {
  for (const Message& line : lines) {
    if (hooks.note) hooks.note(line);
  }
}

// Leaves out sources whose documents people have removed.
void leave_taken_out(std::vector<InputSource>& sources, const store::Store& store,
                     const RunHooks& hooks) {
  const std::set<std::string> removed = store.removed();
  if (removed.empty()) return;
  std::vector<std::string> names;
  std::erase_if(sources, [&](const InputSource& source) {
    const bool is_page = source.files.size() == 1 && !source.folder.empty();
    if (is_page || !removed.contains(source.info.doc_id)) return false;
    names.push_back(source.path());
    return true;
  });
  note(hooks, describe_removed(names));
}

// Joins page images of folders. Documents of folders with changed pages are reported, or removed.
void join_pages_of_folders(SourceCatalogue& catalogue, const RunOptions& options,
                           store::Store& store, const RunHooks& hooks, GoneInputs& gone) {
  const std::vector<store::SeenInput> past = join_folders(catalogue.sources, store.pages());
  catalogue.replaced.insert(catalogue.replaced.end(), past.begin(), past.end());
  if (options.prune) {
    add_past(gone, past, store.pages());
    add_joined(gone, catalogue.sources, store.pages());
  }
  leave_taken_out(catalogue.sources, store, hooks);
}

// Removes the earlier content of files that were appended to, unless people have edited its
// document.
void follow(SourceCatalogue& catalogue, const store::Store& store, GoneInputs& gone) {
  const auto is_edited = [&](const store::SeenInput& past) {
    const std::string doc_id = record::doc_id(past.sha256);
    std::vector<std::string> all = store.sub_documents(doc_id);
    all.push_back(doc_id);
    if (std::ranges::all_of(all, [&](const auto& one) { return store.edits(one).empty(); }))
      return false;
    catalogue.replaced.push_back(past);
    return true;
  };
  std::erase_if(catalogue.followed, is_edited);
  add_past(gone, catalogue.followed, store.pages());
}

// Returns "path → doc_id" of changed files whose older document exists.
std::vector<std::string> older_versions(const std::vector<store::SeenInput>& replaced,
                                        const store::Store& store) {
  std::vector<std::string> out;
  for (const store::SeenInput& one : replaced) {
    const std::string doc_id = record::doc_id(one.sha256);
    if (store.has_document(doc_id) || !store.fingerprint(doc_id).empty())
      out.push_back(one.path + " → " + doc_id);
  }
  return out;
}

std::size_t still_due(const std::vector<InputSource>& sources) {
  return static_cast<std::size_t>(std::ranges::count(sources, false, &InputSource::done));
}

// Returns true if restoration is needed. A run that ends earlier needs it if an earlier run went
// further.
bool restores(const RunOptions& options, const DocumentStage& stage, const store::Store& store,
              const std::vector<InputSource>& sources) {
  return options.until >= StageLimit::kRestore ||
         std::ranges::any_of(
             sources, [&](const InputSource& s) { return !s.done && stage.is_restored(store, s); });
}

// Writes records/. Existing formats (`before`) are updated while the store is small. For a large
// store they are written on request, and otherwise removed as outdated.
PublishedRecords publish(const RunOptions& options, const store::Store& store,
                         const std::set<std::string>& before, bool is_changed,
                         const RunHooks& hooks) {
  const bool asked = options.until == StageLimit::kExports && options.formats_given;
  if (is_small_store(store) || asked) {
    std::set<std::string> forms = before;
    if (options.until == StageLimit::kExports)
      forms.insert(options.formats.begin(), options.formats.end());
    return forms.empty() ? count_records(store) : publish_records(store, options.out, forms);
  }
  if (is_changed) {
    remove_records(options.out);
    note(hooks, {describe_large_output(options.out)});
  }
  return count_records(store);
}

int exit_code(const RunSummary& summary, const SourceCatalogue& catalogue, const Shard& shard) {
  const bool nothing_here = catalogue.sources.empty() && shard.count > 1;
  if (summary.documents == 0 && !nothing_here) return static_cast<int>(ErrorCode::kNothingRead);
  return summary.listed > 0 ? static_cast<int>(ErrorCode::kInput) : 0;
}

// Returns the failed files, with true for lasting causes. Files of a source are found by content,
// files that could not be hashed by path.
std::map<std::string, bool> failed_files(const std::vector<Reject>& rejects,
                                         const FoundInputs& found,
                                         const std::vector<InputSource>& sources,
                                         const store::PageStore& pages) {
  std::map<std::string, bool> doc_ids, paths, out;
  const auto add = [](std::map<std::string, bool>& to, const std::string& what, bool is_lasting) {
    const auto known = to.emplace(what, is_lasting).first;
    known->second = known->second && is_lasting;
  };
  for (const Reject& reject : rejects) {
    reject.doc_id.empty() ? add(paths, reject.file, is_lasting(reject.cause))
                          : add(doc_ids, reject.doc_id, is_lasting(reject.cause));
  }
  for (const RunInput& input : found.inputs) {
    const auto at = paths.find(input.name.path);
    if (at != paths.end()) add(out, normalise_path(input.file), at->second);
  }
  for (const InputSource& source : sources) {
    const auto at = doc_ids.find(source.info.doc_id);
    if (at == doc_ids.end()) continue;
    for (const InputFile& file : source.files) {
      for (const store::SeenInput& seen : pages.inputs_with(file.sha256)) {
        if (seen.origin.empty()) add(out, seen.file, at->second);
      }
    }
  }
  return out;
}

RunSummary summary_of(const ProgressCounter& counter, const SourceCatalogue& catalogue,
                      const std::vector<Reject>& rejects, std::size_t listed, const Shard& shard) {
  RunSummary summary;
  summary.pages = counter.progress();
  summary.inputs = catalogue.inputs;
  summary.documents = counter.documents();
  summary.partial = counter.partial();
  summary.rejects = rejects.size();
  summary.listed = listed;
  const std::size_t shown = std::min(kMaxShown, rejects.size());
  summary.first.assign(rejects.begin(), rejects.begin() + static_cast<std::ptrdiff_t>(shown));
  summary.exit_code = exit_code(summary, catalogue, shard);
  return summary;
}

/// Start time of a run.
struct Beginning {
  std::chrono::system_clock::time_point time = std::chrono::system_clock::now();
  std::chrono::steady_clock::time_point ticks = std::chrono::steady_clock::now();

  [[nodiscard]] std::int64_t date() const { return std::chrono::system_clock::to_time_t(time); }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - ticks).count();
  }
};

// Sets the document types of --metadata. With shards, unknown paths may belong to another shard.
void give_types(const std::map<std::string, std::string>& types, const RunOptions& options,
                const RunHooks& hooks, std::vector<InputSource>& sources) {
  std::set<std::string> found;
  for (InputSource& source : sources) {
    const auto give = [&](const std::string& path) {
      const auto type = types.find(path);
      if (type == types.end()) return;
      source.info.type_code = type->second;
      found.insert(path);
    };
    for (const record::SourceName& name : source.info.names) give(name.path);
    give(source.path());
  }
  std::vector<std::string> vain;
  for (const auto& [path, type] : types) {
    if (!found.contains(path)) vain.push_back(path);
  }
  if (options.shard.count == 1) note(hooks, describe_unknown_paths(vain));
}

// Reports the progress while a store of an older form is converted.
store::Store::Booked told_by(const RunHooks& hooks) {
  return [&hooks](std::uint64_t done, std::uint64_t all) {
    if (hooks.looking) hooks.looking({0, 1, "codau.db", done, all});
  };
}

// Sets the divisions of files that people chose (record::EditAction::kDivide).
void give_first_pages(const store::Store& store, std::vector<InputSource>& sources) {
  const auto divided = store.divisions();
  if (divided.empty()) return;
  for (InputSource& source : sources) {
    const auto found = divided.find(source.info.doc_id);
    const auto edit = found == divided.end() ? std::nullopt : record::edit_from_json(found->second);
    const auto* const pages = edit ? std::get_if<std::string>(&edit->value) : nullptr;
    if (pages != nullptr) source.info.first_pages = *record::parse_pages(*pages);
  }
}

/// Runs all steps in order. They are in one class, so that each step sees the results of earlier
/// ones.
class Run {
 public:
  Run(const RunOptions& options, const RunHooks& hooks)
      : options_(options),
        hooks_(hooks),
        log_(options.log),
        job_queue_(workers_of(options), hooks),
        stage_(options),
        sandbox_(query_sandbox(job_queue_, options, hooks, log_)),
        found_(inputs()),
        turn_((io::make_folder(options.out), options.out / kRunLock), options.out / "codau.db"),
        store_(options.out / "codau.db", told_by(hooks)),
        rejects_(log_) {}

  RunSummary go() {
    remove_stale_files(options_.out, store_.was_finished());
    begin_origin(store_, options_.shard, found_.inputs);
    if (options_.keep_strips) store_.hand().create();
    static_cast<void>(judge_names(store_, stage_.lexicon(), stage_.learnt()));
    store_.commit();
    forms_ = find_record_formats(options_.out);
    auto look = store_.look();  // a consistent view of the results of earlier runs
    SourceCatalogue catalogue = find_sources();
    std::vector<InputSource>& sources = catalogue.sources;
    ProgressCounter counter(sources, hooks_);
    if (counter.progress().pages_all > 0) engine_ = load_reader(job_queue_, options_.home);
    const PageKeys keys = engine_ ? make_page_keys(*engine_) : PageKeys{};
    const RunContext context{options_, stage_,  keys, store_,       job_queue_,
                             rejects_, counter, log_, store_.runs()};
    skip_finished(sources, context, hooks_);
    look.reset();
    name_results(sources, store_);
    load(sources);
    read_sources(sources, context, hooks_);
    note(hooks_, describe_carried_over(counter.edits()));
    note(hooks_, describe_not_divided(counter.not_divided()));
    note(hooks_, make_reread_message(counter.second_looks()));
    const std::size_t removed = take_out();
    write_cross_references(store_, options_.out, stage_.lexicon(), XrefKeyScope::kAllDocuments);
    const OlderDocuments older = count_older(store_, stage_.keys(), keys);
    end_origin(store_, options_.shard, stage_.means(), keys, counter.documents(), older);
    return end(catalogue, counter, removed, older);
  }

 private:
  [[nodiscard]] FoundInputs inputs() const {
    FoundInputs found =
        find_inputs(options_.inputs, options_.out, options_.group,
                    options_.confined_to.empty() ? LinkPolicy::kFollow : LinkPolicy::kRefuse);
    if (options_.takes)
      std::erase_if(found.inputs, [&](const RunInput& input) { return !options_.takes(input); });
    note(hooks_, describe_left_out(found));
    return found;
  }

  SourceCatalogue find_sources() {
    SourceCatalogue catalogue =
        build_catalogue(found_.inputs, options_, hooks_, store_.pages(), rejects_);
    std::vector<InputSource>& sources = catalogue.sources;
    if (options_.prune) gone_ = find_gone_inputs(options_.inputs, found_, store_.pages());
    if (options_.follows) follow(catalogue, store_, gone_);
    forget_names(gone_, store_.pages());
    name_sources(catalogue, store_.pages());
    leave_taken_out(sources, store_, hooks_);
    probe_sources(sources, options_, store_, job_queue_, rejects_);
    join_pages_of_folders(catalogue, options_, store_, hooks_, gone_);
    if (!options_.metadata.empty())
      give_types(read_given_types(options_.metadata, stage_.lexicon()), options_, hooks_, sources);
    give_first_pages(store_, sources);
    choose_pages(sources, options_, rejects_);
    return catalogue;
  }

  void load(const std::vector<InputSource>& sources) {
    const std::size_t due = still_due(sources);
    if (due == 0) return;
    load_lexicons(job_queue_, stage_.lexicon_folders());
    if (restores(options_, stage_, store_, sources)) load_restorer(job_queue_, options_.home, due);
  }

  std::size_t take_out() {
    const std::size_t removed = prune(gone_, store_, options_.out);
    std::erase_if(gone_.of_others,
                  [&](const std::string& one) { return !store_.has_document(one); });
    note(hooks_, describe_kept_for_others(gone_.of_others.size()));
    return removed;
  }

  RunSummary end(const SourceCatalogue& catalogue, const ProgressCounter& counter,
                 std::size_t removed, const OlderDocuments& older) {
    const std::vector<InputSource>& sources = catalogue.sources;
    const std::vector<Reject> rejected = rejects_.sorted();
    const std::size_t listed =
        save_rejects(rejected, sources, catalogue.origins, store_, options_.out);
    if (!options_.prune)
      note(hooks_, describe_superseded(older_versions(catalogue.replaced, store_)));
    const PublishedRecords published =
        publish(options_, store_, forms_, store_.has_new_rows(), hooks_);
    RunSummary summary = summary_of(counter, catalogue, rejected, listed, options_.shard);
    summary.removed = removed;
    summary.older = older;
    note(hooks_, make_older_documents_message(older));
    summary.in_store = store_.count(record::TableId::kDocuments);
    summary.tasks = store_.count(record::TableId::kTasks);
    summary.to_review = published.to_review;
    summary.failed = failed_files(rejected, found_, sources, store_.pages());
    summary.seconds = beginning_.seconds();
    io::write_atomically(options_.out / "manifest.json",
                         make_manifest({options_, sources, stage_.models(), engine_, sandbox_,
                                        published, summary, beginning_.date(), summary.seconds}));
    store_.finish();
    log_.write({"run_finished", {}, {}, {}, "exit " + std::to_string(summary.exit_code)});
    return summary;
  }

  const RunOptions& options_;
  const RunHooks& hooks_;
  const RunLog log_;
  JobQueue job_queue_;
  const DocumentStage stage_;
  const Beginning beginning_;
  const std::string sandbox_;
  const FoundInputs found_;
  const io::FileLock turn_;  ///< before the store, which lets others write now and then
  store::Store store_;
  std::set<std::string> forms_;
  GoneInputs gone_;
  RejectList rejects_;
  std::optional<std::string> engine_;
};

}  // namespace

RunSummary run(const RunOptions& options, const RunHooks& hooks) {
  check_output_places(options);
  if (options.debug_pages) return Run(options, hooks).go();  // changes no other file
  RunStatus status(options.out);
  const RunHooks observed = status.observe(hooks);
  return Run(options, observed).go();
}

}  // namespace codau::pipeline

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
#include "io/temp_file.h"
#include "pipeline/edits/cross_references.h"
#include "pipeline/edits/learnt.h"
#include "pipeline/inputs/catalogue.h"
#include "pipeline/inputs/folders.h"
#include "pipeline/inputs/metadata.h"
#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/jobs/document_stage.h"
#include "pipeline/jobs/older.h"
#include "pipeline/jobs/probes.h"
#include "pipeline/jobs/scheduler.h"
#include "pipeline/jobs/tally.h"
#include "pipeline/output/engine.h"
#include "pipeline/output/files.h"
#include "pipeline/output/manifest.h"
#include "pipeline/output/notes.h"
#include "pipeline/output/origin.h"
#include "pipeline/output/output_guard.h"
#include "pipeline/output/publish.h"
#include "pipeline/output/requests.h"
#include "pipeline/prune.h"
#include "record/human_edit.h"
#include "record/ids.h"
#include "store/store.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

WorkerOptions workers_of(const RunOptions& options) {
#ifdef CODAU_SANITIZED
  constexpr std::uint64_t memory = 0;  // sanitizers reserve terabytes
#else
  const std::uint64_t memory = options.memory_page;
#endif
  return {options.worker, std::max(options.jobs, 1U), memory};
}

void note(const Hooks& hooks, const std::vector<Message>& lines) {
  for (const Message& line : lines) {
    if (hooks.note) hooks.note(line);
  }
}

// Documents that people took out stay out while their files stay.
void leave_taken_out(std::vector<Source>& sources, const store::Store& store, const Hooks& hooks) {
  const std::set<std::string> removed = store.removed();
  if (removed.empty()) return;
  std::vector<std::string> names;
  std::erase_if(sources, [&](const Source& source) {
    const bool is_page = source.files.size() == 1 && !source.folder.empty();
    if (is_page || !removed.contains(source.info.doc_id)) return false;
    names.push_back(source.path());
    return true;
  });
  note(hooks, taken_out(names));
}

// Documents whose folders hold other pages now are told of, or go.
void join_pages_of_folders(Catalogue& catalogue, const RunOptions& options, store::Store& store,
                           const Hooks& hooks, Gone& gone) {
  const std::vector<store::SeenInput> past = join_folders(catalogue.sources, store.pages());
  catalogue.replaced.insert(catalogue.replaced.end(), past.begin(), past.end());
  if (options.prune) {
    add_past(gone, past, store.pages());
    add_joined(gone, catalogue.sources, store.pages());
  }
  leave_taken_out(catalogue.sources, store, hooks);
}

// What a file was before it was written on goes, but for what people have worked on.
void follow(Catalogue& catalogue, const store::Store& store, Gone& gone) {
  const auto is_edited = [&](const store::SeenInput& past) {
    const std::string doc_id = record::doc_id(past.sha256);
    std::vector<std::string> all = store.further(doc_id);
    all.push_back(doc_id);
    if (std::ranges::all_of(all, [&](const auto& one) { return store.edits(one).empty(); }))
      return false;
    catalogue.replaced.push_back(past);
    return true;
  };
  std::erase_if(catalogue.followed, is_edited);
  add_past(gone, catalogue.followed, store.pages());
}

// "path → doc_id". Of what could not be read, or has been taken out, there is no older version.
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

std::size_t still_due(const std::vector<Source>& sources) {
  return static_cast<std::size_t>(std::ranges::count(sources, false, &Source::done));
}

// A run that stops before restoration needs it where an earlier one did not stop there.
bool restores(const RunOptions& options, const DocumentStage& stage,
              const std::vector<Source>& sources) {
  return options.until >= Until::kRestore || std::ranges::any_of(sources, [&](const Source& s) {
           return !s.done && stage.is_restored(s);
         });
}

// The forms that are there already (`before`) are kept up to date while the store is small. Of a
// large one they are written when they are asked for; else they would not be true any more.
Published publish(const RunOptions& options, const store::Store& store,
                  const std::set<std::string>& before, bool is_changed, const Hooks& hooks) {
  const bool asked = options.until == Until::kExports && options.formats_given;
  if (are_affordable(store) || asked) {
    std::set<std::string> forms = before;
    if (options.until == Until::kExports)
      forms.insert(options.formats.begin(), options.formats.end());
    return forms.empty() ? count_records(store) : publish_records(store, options.out, forms);
  }
  if (is_changed) {
    remove_records(options.out);
    note(hooks, {large_output(options.out)});
  }
  return count_records(store);
}

int exit_code(const Summary& summary, const Catalogue& catalogue, const Shard& shard) {
  const bool nothing_here = catalogue.sources.empty() && shard.count > 1;
  if (summary.documents == 0 && !nothing_here) return static_cast<int>(ErrorCode::kNothingRead);
  return summary.listed > 0 ? static_cast<int>(ErrorCode::kInput) : 0;
}

// Of a source its files are known by their content; what could not be hashed is known by its path.
std::map<std::string, bool> failed_files(const std::vector<Reject>& rejects, const Found& found,
                                         const std::vector<Source>& sources,
                                         const store::Pages& pages) {
  std::map<std::string, bool> doc_ids, paths, out;
  const auto add = [](std::map<std::string, bool>& to, const std::string& what, bool is_lasting) {
    const auto known = to.emplace(what, is_lasting).first;
    known->second = known->second && is_lasting;
  };
  for (const Reject& reject : rejects) {
    reject.doc_id.empty() ? add(paths, reject.file, is_lasting(reject.cause))
                          : add(doc_ids, reject.doc_id, is_lasting(reject.cause));
  }
  for (const Input& input : found.inputs) {
    const auto at = paths.find(input.name.path);
    if (at != paths.end()) add(out, place_of(input.file), at->second);
  }
  for (const Source& source : sources) {
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

Summary summary_of(const Tally& tally, const Catalogue& catalogue,
                   const std::vector<Reject>& rejects, std::size_t listed, const Shard& shard) {
  Summary summary;
  summary.pages = tally.progress();
  summary.inputs = catalogue.inputs;
  summary.documents = tally.documents();
  summary.partial = tally.partial();
  summary.rejects = rejects.size();
  summary.listed = listed;
  const std::size_t shown = std::min(kShown, rejects.size());
  summary.first.assign(rejects.begin(), rejects.begin() + static_cast<std::ptrdiff_t>(shown));
  summary.exit_code = exit_code(summary, catalogue, shard);
  return summary;
}

/// When a run began.
struct Beginning {
  std::chrono::system_clock::time_point time = std::chrono::system_clock::now();
  std::chrono::steady_clock::time_point ticks = std::chrono::steady_clock::now();

  [[nodiscard]] std::int64_t date() const { return std::chrono::system_clock::to_time_t(time); }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - ticks).count();
  }
};

// Paths of other shards are nobody's here.
void give_types(const std::map<std::string, std::string>& types, const RunOptions& options,
                const Hooks& hooks, std::vector<Source>& sources) {
  std::set<std::string> found;
  for (Source& source : sources) {
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
  if (options.shard.count == 1) note(hooks, named_in_vain(vain));
}

// The store is looked through before it is used, where an older one found documents otherwise.
store::Store::Booked told_by(const Hooks& hooks) {
  return [&hooks](std::uint64_t done, std::uint64_t all) {
    if (hooks.looking) hooks.looking({0, 1, "codau.db", done, all});
  };
}

// Files that people have divided otherwise than they were read (record::EditAction::kDivide).
void give_first_pages(const store::Store& store, std::vector<Source>& sources) {
  const auto divided = store.divisions();
  if (divided.empty()) return;
  for (Source& source : sources) {
    const auto found = divided.find(source.info.doc_id);
    const auto edit = found == divided.end() ? std::nullopt : record::edit_from_json(found->second);
    const auto* const pages = edit ? std::get_if<std::string>(&edit->value) : nullptr;
    if (pages != nullptr) source.info.first_pages = *record::pages_from(*pages);
  }
}

/// What a run does, in order; all of it in one place, so that each step sees what those before it
/// have found.
class Run {
 public:
  Run(const RunOptions& options, const Hooks& hooks)
      : options_(options),
        hooks_(hooks),
        log_(options.log),
        requests_(workers_of(options), hooks),
        stage_(options),
        sandbox_(ask_sandbox(requests_, options, hooks, log_)),
        found_(inputs()),
        store_((io::make_folder(options.out), options.out / "codau.db"), record::schema(),
               told_by(hooks)),
        rejects_(log_) {}

  Summary go() {
    sweep_output(options_.out, store_.was_finished());
    begin_origin(store_, options_.shard, found_.inputs);
    static_cast<void>(judge_names(store_, options_.out, stage_.lexicon(), stage_.learnt()));
    store_.commit();
    forms_ = forms_in(options_.out);
    auto look = store_.look();  // at all that an earlier run has left
    Catalogue catalogue = find_sources();
    std::vector<Source>& sources = catalogue.sources;
    Tally tally(sources, hooks_);
    if (tally.progress().pages_all > 0) engine_ = load_reader(requests_);
    const PageKeys keys = engine_ ? page_keys(*engine_) : PageKeys{};
    const Means means{options_, stage_, keys, store_,       requests_,
                      rejects_, tally,  log_, store_.runs()};
    skip_finished(sources, means, hooks_);
    look.reset();
    load(sources);
    read_sources(sources, means, hooks_);
    note(hooks_, carried_over(tally.edits()));
    note(hooks_, not_divided(tally.not_divided()));
    note(hooks_, looked_at_again(tally.second_looks()));
    const std::size_t removed = take_out();
    write_cross_references(store_, options_.out, stage_.lexicon(), Keys::kAll);
    const OlderDocuments older = count_older(store_, stage_.keys(), keys);
    end_origin(store_, options_.shard, stage_.means(), keys, tally.documents(), older);
    return end(catalogue, tally, removed, older);
  }

 private:
  [[nodiscard]] Found inputs() const {
    Found found = find_inputs(options_.inputs, options_.out, options_.group,
                              options_.confined_to.empty() ? Links::kFollow : Links::kRefuse);
    if (options_.takes)
      std::erase_if(found.inputs, [&](const Input& input) { return !options_.takes(input); });
    note(hooks_, left_out(found));
    return found;
  }

  Catalogue find_sources() {
    Catalogue catalogue = catalogue_of(found_.inputs, options_, hooks_, store_.pages(), rejects_);
    std::vector<Source>& sources = catalogue.sources;
    if (options_.prune) gone_ = gone_inputs(options_.inputs, found_, store_.pages());
    if (options_.follows) follow(catalogue, store_, gone_);
    forget_names(gone_, store_.pages());
    name_sources(catalogue, store_.pages());
    leave_taken_out(sources, store_, hooks_);
    probe_sources(sources, options_, store_, requests_, rejects_);
    join_pages_of_folders(catalogue, options_, store_, hooks_, gone_);
    if (!options_.metadata.empty())
      give_types(types_given(options_.metadata, stage_.lexicon()), options_, hooks_, sources);
    give_first_pages(store_, sources);
    choose_pages(sources, options_, rejects_);
    return catalogue;
  }

  void load(const std::vector<Source>& sources) {
    const std::size_t due = still_due(sources);
    if (due == 0) return;
    load_lexicons(requests_, stage_.lexicon_folders());
    if (restores(options_, stage_, sources)) load_restorer(requests_, options_.home, due);
  }

  std::size_t take_out() {
    const std::size_t removed = prune(gone_, store_, options_.out);
    std::erase_if(gone_.of_others,
                  [&](const std::string& one) { return !store_.has_document(one); });
    note(hooks_, kept_for_others(gone_.of_others.size()));
    return removed;
  }

  Summary end(const Catalogue& catalogue, const Tally& tally, std::size_t removed,
              const OlderDocuments& older) {
    const std::vector<Source>& sources = catalogue.sources;
    const std::vector<Reject> rejected = rejects_.sorted();
    const std::size_t listed =
        keep_rejects(rejected, sources, catalogue.origins, store_, options_.out);
    if (!options_.prune) note(hooks_, superseded(older_versions(catalogue.replaced, store_)));
    const Published published = publish(options_, store_, forms_, store_.has_new_rows(), hooks_);
    Summary summary = summary_of(tally, catalogue, rejected, listed, options_.shard);
    summary.removed = removed;
    summary.older = older;
    note(hooks_, made_by_older(older));
    summary.in_store = store_.count("documents");
    summary.tasks = store_.count("tasks");
    summary.to_review = published.to_review;
    summary.failed = failed_files(rejected, found_, sources, store_.pages());
    summary.seconds = beginning_.seconds();
    io::write_atomically(options_.out / "manifest.json",
                         manifest({options_, sources, stage_.models(), engine_, sandbox_, published,
                                   summary, beginning_.date(), summary.seconds}));
    store_.finish();
    log_.write({"run_finished", {}, {}, {}, "exit " + std::to_string(summary.exit_code)});
    return summary;
  }

  const RunOptions& options_;
  const Hooks& hooks_;
  const RunLog log_;
  Requests requests_;
  const DocumentStage stage_;
  const Beginning beginning_;
  const std::string sandbox_;
  const Found found_;
  store::Store store_;
  std::set<std::string> forms_;
  Gone gone_;
  RejectList rejects_;
  std::optional<std::string> engine_;
};

}  // namespace

Summary run(const RunOptions& options, const Hooks& hooks) {
  refuse_foreign_places(options);
  return Run(options, hooks).go();
}

}  // namespace codau::pipeline

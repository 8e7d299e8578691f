#include "export/page_range.h"

#include <array>
#include <cstddef>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"

namespace codau::exports {
namespace {

/// Of a page: how it looks.
constexpr std::array<const char*, 10> kOfPage{"/Type",      "/MediaBox", "/CropBox", "/Rotate",
                                              "/UserUnit",  "/Annots",   "/Group",   "/Contents",
                                              "/Resources", "/BleedBox"};
/// Of an annotation: how it looks, and on which paper.
constexpr std::array<const char*, 9> kOfAnnotation{"/Type", "/Subtype",  "/Rect",   "/F", "/AP",
                                                   "/AS",   "/Contents", "/Border", "/C"};

template <std::size_t kCount>
void keep_only(QPDFObjectHandle of, const std::array<const char*, kCount>& keys) {
  QPDFObjectHandle kept = QPDFObjectHandle::newDictionary();
  for (const char* const key : keys) {
    if (of.hasKey(key)) kept.replaceKey(key, of.getKey(key));
  }
  for (const std::string& key : of.getKeys()) {
    if (!kept.hasKey(key)) of.removeKey(key);
  }
}

/// Links have a border.
bool is_drawn(QPDFObjectHandle annotation) {
  return annotation.isDictionary() &&
         (annotation.hasKey("/AP") || annotation.getKey("/Subtype").isNameAndEquals("/Link"));
}

void keep_what_is_drawn(QPDFObjectHandle page) {
  keep_only(page, kOfPage);
  if (!page.getKey("/Annots").isArray()) return page.removeKey("/Annots");
  QPDFObjectHandle drawn = QPDFObjectHandle::newArray();
  for (const QPDFObjectHandle& one : page.getKey("/Annots").getArrayAsVector()) {
    if (!is_drawn(one)) continue;
    QPDFObjectHandle copy = QPDFObjectHandle(one).shallowCopy();
    keep_only(copy, kOfAnnotation);
    drawn.appendItem(copy);
  }
  page.replaceKey("/Annots", drawn);
  if (drawn.getArrayNItems() == 0) page.removeKey("/Annots");
}

/// All names in contents, of operands too: more than enough.
class NameFinder final : public QPDFObjectHandle::ParserCallbacks {
 public:
  void handleObject(QPDFObjectHandle object) override {
    if (object.isName()) names.insert(object.getName());
  }
  void handleEOF() override {}
  std::set<std::string> names;
};

/// Of a dictionary of resources; the dictionaries may be those of other pages too.
void keep_only_named(QPDFObjectHandle resources, const std::set<std::string>& names) {
  for (const std::string& kind : resources.getKeys()) {
    if (!resources.getKey(kind).isDictionary()) continue;
    QPDFObjectHandle kept = resources.getKey(kind).shallowCopy();
    for (const std::string& name : kept.getKeys()) {
      if (!names.contains(name)) kept.removeKey(name);
    }
    resources.replaceKey(kind, kept);
  }
}

/// A scanner may give all pages the resources of all.
void keep_named_resources(QPDFPageObjectHelper& page) {
  page.removeUnreferencedResources();  // of forms too
  NameFinder finder;
  page.parseContents(&finder);
  page.forEachFormXObject(true, [&](QPDFObjectHandle& form, QPDFObjectHandle&, std::string const&) {
    QPDFPageObjectHelper(form).parseContents(&finder);
  });
  QPDFObjectHandle resources = page.getAttribute("/Resources", true);
  if (resources.isDictionary()) keep_only_named(resources, finder.names);
}

}  // namespace

void copy_pages(QPDF& from, PageRange pages, QPDF& to) {
  QPDFPageDocumentHelper source(from), target(to);
  source.pushInheritedAttributesToPage();
  std::vector<QPDFPageObjectHelper> all = source.getAllPages();
  if (pages.from == 0 || pages.from > pages.to || pages.to > all.size())
    throw Error(Cause::kDamaged, "there are no such pages");
  const std::size_t before = from.numWarnings();
  for (std::uint32_t number = pages.from; number <= pages.to; ++number) {
    QPDFPageObjectHelper& page = all[number - 1];
    keep_what_is_drawn(page.getObjectHandle());
    keep_named_resources(page);
    target.addPage(page, false);
  }
  if (from.numWarnings() > before)
    throw Error(Cause::kDamaged, "it cannot be told what a page shows");
}

}  // namespace codau::exports

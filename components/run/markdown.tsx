import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

const PLUGINS = [remarkGfm];

const COMPONENTS: Components = {
  // The page has its one h1, and the result its h2.
  h1: "h3",
  h2: "h4",
  h3: "h5",
  h4: "h6",
  h5: "h6",
  // Footnotes lead nowhere in a new tab, and the fragment of a shared page is its secret.
  // An address that is not safe to follow arrives here empty, and would lead to this very page.
  a: ({ href, children }) =>
    !href || href.startsWith("#") ? (
      <>{children}</>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ),
  // A picture would tell its host who reads this, and when.
  img: ({ src, alt }) => {
    const words = `Image${alt ? `: ${alt}` : ""}`;
    if (typeof src !== "string" || !src) return <>{words}</>;
    return (
      <a href={src} target="_blank" rel="noopener noreferrer nofollow">
        {words}
      </a>
    );
  },
};

/** Text of the agent as Markdown. HTML in it stays text, and nothing is loaded. */
export const Markdown = ({ text }: { text: string }) => (
  <div className="prose">
    <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
      {text}
    </ReactMarkdown>
  </div>
);

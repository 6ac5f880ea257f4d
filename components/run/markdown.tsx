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
  a: ({ href, children }) =>
    href?.startsWith("#") ? (
      <>{children}</>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ),
  // A picture would tell its host who reads this, and when.
  img: ({ src, alt }) => (
    <a
      href={typeof src === "string" ? src : undefined}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      Image{alt ? `: ${alt}` : ""}
    </a>
  ),
};

/** Text of the agent as Markdown. HTML in it stays text, and nothing is loaded. */
export const Markdown = ({ text }: { text: string }) => (
  <div className="prose">
    <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
      {text}
    </ReactMarkdown>
  </div>
);

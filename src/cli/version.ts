/** The version of this program. Only this one entry of the manifest reaches the bundle. */
export { version } from '../../package.json';
